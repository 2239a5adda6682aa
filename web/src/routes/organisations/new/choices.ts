import type { Sent } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'
import { structureName } from '#lib/structure.ts'

type NewOrganisation = Sent<'/api/organisations', 'post'>
type Structure = NewOrganisation['structure']
type BuyerKind = NonNullable<NewOrganisation['buyerKind']>
type BuyerRegime = NonNullable<NewOrganisation['buyerRegime']>

export const STRUCTURES: { value: Structure; label: () => string }[] = (
  ['company', 'esat', 'ea', 'siae', 'public-body', 'association'] as const
).map(value => ({ value, label: () => structureName(value) }))

export const BUYER_KINDS: { value: BuyerKind; label: () => string }[] = [
  { value: 'hospital', label: m.organisation_buyer_hospital },
  { value: 'care-home', label: m.organisation_buyer_care_home },
  { value: 'town', label: m.organisation_buyer_town },
  { value: 'fire-service', label: m.organisation_buyer_fire_service },
  { value: 'school', label: m.organisation_buyer_school },
  { value: 'firm', label: m.organisation_buyer_firm },
]

export const REGIMES: { value: BuyerRegime; label: () => string }[] = [
  { value: 'public', label: m.organisation_regime_public },
  { value: 'private', label: m.organisation_regime_private },
]

/** The entry of a list with that value, where there is one. */
export function chosenOf<Value extends string>(
  choices: { value: Value }[],
  chosen: string,
): Value | undefined {
  return choices.find(choice => choice.value === chosen)?.value
}
