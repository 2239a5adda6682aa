import type { Cadence } from '@maillage/db/tables/facts.ts'
import type { MemberRole, OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { Text } from '@maillage/matching/catalogue.ts'

interface Kind {
  name: Text
  /** How often it is told where nobody chose otherwise; nothing is told more often. */
  usual: Exclude<Cadence, 'never'>
  /** Whether a member may have it less often, or not at all. What the law wants told to all at once may not be. */
  optional: boolean
  /** Organisations that it concerns. */
  roles: readonly OrganisationRole[]
}

/** What members of an organisation are written of. What concerns an account or an invitation is none of these. */
export const mailKinds = {
  publicity: {
    name: { fr: 'Consultations publiées', en: 'Published tenders' },
    usual: 'immediate',
    optional: false,
    roles: ['firm'],
  },
  contacts: {
    name: { fr: 'Demandes et réponses', en: 'Requests and answers' },
    usual: 'immediate',
    optional: true,
    roles: ['firm', 'buyer'],
  },
  messages: {
    name: { fr: 'Messages d’autres organisations', en: 'Messages from other organisations' },
    usual: 'immediate',
    optional: true,
    roles: ['firm', 'buyer', 'operator', 'laboratory'],
  },
  contracts: {
    name: { fr: 'Marchés et livraisons', en: 'Contracts and deliveries' },
    usual: 'immediate',
    optional: true,
    roles: ['firm', 'buyer', 'laboratory'],
  },
  plans: {
    name: { fr: 'Propositions du plan de la région', en: 'Proposals of the region’s plan' },
    usual: 'immediate',
    optional: true,
    roles: ['firm'],
  },
  stocks: {
    name: { fr: 'Stocks bas et ruptures', en: 'Stocks that run low or out' },
    usual: 'immediate',
    optional: true,
    roles: ['buyer', 'operator'],
  },
  certificates: {
    name: { fr: 'Vérification et fin de vos certificats', en: 'Verification and end of your certificates' },
    usual: 'immediate',
    optional: true,
    roles: ['firm'],
  },
  needs: {
    name: { fr: 'Besoins pour votre entreprise', en: 'Needs for your firm' },
    usual: 'daily',
    optional: true,
    roles: ['firm'],
  },
  searches: {
    name: { fr: 'Recherches enregistrées', en: 'Saved searches' },
    usual: 'daily',
    optional: true,
    roles: ['firm', 'buyer', 'operator', 'laboratory'],
  },
} as const satisfies Record<string, Kind>

export type MailKind = keyof typeof mailKinds

export const mailKindNames: readonly MailKind[] = [
  'publicity',
  'contacts',
  'messages',
  'contracts',
  'plans',
  'stocks',
  'certificates',
  'needs',
  'searches',
]

export const isMailKind = (text: string): text is MailKind => mailKindNames.some(kind => kind === text)

export const kindOf = (kind: MailKind): Kind => mailKinds[kind]

const ladder: readonly Cadence[] = ['immediate', 'daily', 'weekly', 'never']

/** What a member may choose for a kind: as often as usual, less often, or never. */
export function choicesFor(kind: MailKind): Cadence[] {
  const { usual, optional } = kindOf(kind)
  return optional ? ladder.slice(ladder.indexOf(usual)) : [usual]
}

/** How often a member is written to: as they chose; otherwise as usual, and those who only look not at all. */
export function cadenceOf(kind: MailKind, role: MemberRole, chosen: Cadence | null): Cadence {
  if (chosen !== null && choicesFor(kind).includes(chosen)) return chosen
  return role === 'viewer' ? 'never' : kindOf(kind).usual
}
