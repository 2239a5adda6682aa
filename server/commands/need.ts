import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { criterionIds } from '@maillage/matching/weights.ts'
import { type Static, Type } from 'typebox'
import { knownIn } from '../features/catalogue/known.ts'
import { checkComplete, checkDraft } from '../features/needs/check.ts'
import type { Fault } from '../problems/faults.ts'
import { Day, OneOf, Words } from '../schemas.ts'
import { placeFields, resolvePlace } from './place.ts'

const closed = { additionalProperties: false } as const
const ids = (records: { id: string }[]) => records.map(({ id }) => id)
const { Optional } = Type
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

/** Most firms in one partnership, where nothing is said. */
const USUAL_PARTNERS = 3

/** A need as analysts write it: what, how many by when, and where; the rest may be left out. */
export function needSchema(catalogue: Catalogue) {
  return Type.Object(
    {
      id: Optional(Words(100, 1)),
      buyer: Optional(Words(200)),
      buyerKind: Optional(
        Type.Enum(['hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator'], {
          default: 'operator',
          description: 'Decides the weights where none are given',
        }),
      ),
      item: Optional(OneOf(ids(catalogue.items))),
      family: Optional(OneOf(ids(catalogue.families))),
      claim: Optional(
        Type.Enum(['protects-patient', 'protects-wearer', 'none'], {
          description: 'Left out: the first that the product is sold with',
        }),
      ),
      quantity: Optional(Quantity),
      schedule: Type.Array(Type.Object({ due: Day, quantity: Quantity }, closed), {
        minItems: 1,
        maxItems: 260,
      }),
      sizes: Optional(Type.Array(Type.Object({ size: Words(40, 1), quantity: Quantity }, closed))),
      packaging: Optional(Type.Union([Words(100, 1), Type.Null()])),
      ...placeFields,
      norms: Optional(
        Type.Array(OneOf(ids(catalogue.norms)), { description: 'Left out: those that the claim calls for' }),
      ),
      wishes: Optional(
        Type.Object(
          {
            regionalDepth: Optional(Type.Enum(['item', 'first-inputs', 'all'], { default: 'item' })),
            minimumWashes: Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
            recyclable: Optional(Type.Boolean({ default: false })),
          },
          closed,
        ),
      ),
      text: Optional(Words(20_000)),
      excludedFirms: Optional(Type.Array(Words(100, 1))),
      maximumPartners: Optional(Type.Integer({ minimum: 1, maximum: 5, default: USUAL_PARTNERS })),
      weights: Optional(
        Type.Partial(
          Type.Record(Type.Enum([...criterionIds]), Type.Number({ minimum: 0, maximum: 10 })),
          closed,
        ),
      ),
      reservedFor: Optional(Type.Array(Type.Enum(['esat', 'ea', 'siae']))),
    },
    { ...closed, title: 'Need of a buyer' },
  )
}

export type NeedInput = Static<ReturnType<typeof needSchema>>

/** The need that is meant, or its faults. `asOf` is today. */
export function needOf(input: NeedInput, catalogue: Catalogue, asOf: string): Need | Fault[] {
  const place = resolvePlace(input, '')
  const misplaced = Array.isArray(place) ? place : []
  const sold = catalogue.items.find(({ id, family, kind, historic }) =>
    input.item === undefined ? family === input.family && kind === 'product' && !historic : id === input.item,
  )
  const claim = input.claim ?? sold?.compliance[0]?.claim ?? 'none'
  const asked = sold?.compliance.find(compliance => compliance.claim === claim)
  const known = knownIn(catalogue)
  const draft = checkDraft(
    {
      item: input.item ?? null,
      family: input.family ?? null,
      claim,
      quantity: input.quantity ?? input.schedule.reduce((sum, { quantity }) => sum + quantity, 0),
      sizes: input.sizes ?? [],
      packaging: input.packaging ?? null,
      schedule: input.schedule,
      norms: input.norms ?? (input.item === undefined ? [] : (asked?.norms ?? [])),
      wishes: {
        regionalDepth: input.wishes?.regionalDepth ?? 'item',
        minimumWashes: input.wishes?.minimumWashes ?? null,
        recyclable: input.wishes?.recyclable ?? false,
      },
      text: input.text ?? '',
      maximumPartners: input.maximumPartners ?? USUAL_PARTNERS,
      visibility: 'members',
      reservedFor: input.reservedFor ?? [],
      ceilingCents: null,
      weights: input.weights ?? null,
      excludedFirms: input.excludedFirms ?? [],
      commune: Array.isArray(place) ? '' : place.commune,
      latitude: null,
      longitude: null,
    },
    known,
  )
  if (Array.isArray(place) || Array.isArray(draft)) {
    const others = Array.isArray(draft) ? draft.filter(({ field }) => field !== '/commune') : []
    return [...misplaced, ...others]
  }
  const faults = checkComplete(draft, known, asOf)
  if (faults.length > 0) return faults
  const { item, family, quantity, sizes, packaging, schedule, norms, wishes, text } = draft
  const { excludedFirms, maximumPartners, weights, reservedFor } = draft
  return {
    id: input.id ?? 'need',
    buyer: input.buyer ?? '',
    buyerKind: input.buyerKind ?? 'operator',
    subject: item === null ? { family: family ?? '' } : { item },
    claim,
    quantity,
    sizes,
    packaging,
    schedule,
    place,
    norms,
    wishes,
    text,
    excludedFirms,
    maximumPartners,
    weights,
    reservedFor,
  }
}
