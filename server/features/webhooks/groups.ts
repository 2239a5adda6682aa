import type { Verb } from '../../events.ts'
import type { NoticeKind } from '../notifications/notify.ts'

/** What a target may be told of: what is public, and what concerns its own organisation. */
export const groupNames = [
  'public-needs',
  'public-tenders',
  'needs',
  'contacts',
  'tenders',
  'contracts',
  'deliveries',
  'certificates',
  'messages',
] as const
export type Group = (typeof groupNames)[number]

/** What an organisation has done itself, by the family of its verb in the log. What is not here goes to nobody. */
const ownVerbs: Record<string, Group> = {
  need: 'needs',
  procedure: 'needs',
  'external-procedure': 'needs',
  tender: 'tenders',
  contract: 'contracts',
  'call-off': 'contracts',
  option: 'contracts',
  milestone: 'deliveries',
  sample: 'deliveries',
  inspection: 'deliveries',
  delivery: 'deliveries',
  certificate: 'certificates',
}

/** What anybody may read of, and so be told of, whoever did it. */
const publicVerbs: Partial<Record<Verb, Group>> = {
  'need.published': 'public-needs',
  'need.revised': 'public-needs',
  'need.withdrawn': 'public-needs',
  'tender.published': 'public-tenders',
  'tender.amended': 'public-tenders',
  'tender.question-answered': 'public-tenders',
  'tender.opened': 'public-tenders',
  'tender.awarded': 'public-tenders',
  'tender.award-noticed': 'public-tenders',
  'tender.concluded': 'public-tenders',
  'tender.declared-unsuccessful': 'public-tenders',
  'tender.cancelled': 'public-tenders',
}

/** What an organisation is told of what others do. */
const notices: Partial<Record<NoticeKind, Group>> = {
  'need-fits': 'needs',
  'needs-digest': 'needs',
  'matches-changed': 'needs',
  'search-found': 'needs',
  'contact-asked': 'contacts',
  'contact-answered': 'contacts',
  'contract-news': 'contracts',
  'tender-published': 'tenders',
  'tender-amended': 'tenders',
  'tender-answered': 'tenders',
  'tender-ended': 'tenders',
  'tender-opened': 'tenders',
  'tender-price-asked': 'tenders',
  'tender-price-answered': 'tenders',
  'tender-decided': 'tenders',
  'tender-question': 'tenders',
  'message-came': 'messages',
  'certificate-sent': 'certificates',
  'certificate-checked': 'certificates',
  'certificate-ends': 'certificates',
  'certificate-lapsed': 'certificates',
  'delivery-news': 'deliveries',
  'delivery-at-risk': 'deliveries',
}

const publicByVerb = new Map<string, Group>(Object.entries(publicVerbs))
const byNotice = new Map<string, Group>(Object.entries(notices))

/** The group an event of the log belongs to for an organisation: its own first, then what is public. */
export function groupOfEvent(
  verb: string,
  { isOwn, isPublic }: { isOwn: boolean; isPublic: boolean },
  wanted: readonly string[],
): Group | undefined {
  const own = isOwn ? ownVerbs[verb.split('.', 1)[0] ?? ''] : undefined
  if (own !== undefined && wanted.includes(own)) return own
  const told = isPublic ? publicByVerb.get(verb) : undefined
  return told !== undefined && wanted.includes(told) ? told : undefined
}

export const groupOfNotice = (kind: string) => byNotice.get(kind)
