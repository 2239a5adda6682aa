import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { announceChange } from '../live/announce.ts'
import { groupInvited, groupNews } from '../mail/group-words.ts'
import { writeToMembers } from '../mail/write.ts'
import { type GroupNews, notifyAll } from '../notifications/notify.ts'
import type { Tendering } from '../tenders/tell.ts'

type Telling = Pick<Tendering, 'publicUrl' | 'sendJob'>

/** A group as it is told of. */
export interface GroupTold {
  id: string
  tender: { id: string; title: string }
}

type GroupVerb =
  `group.${'formed' | 'changed' | 'consented' | 'declined' | 'left' | 'dissolved' | 'price-awaited' | 'price-sent' | 'replacement-proposed' | 'replacement-agreed' | 'replacement-declined' | 'member-replaced'}`

/** Writes what happened to a group, of the organisation that did it. Nobody but its members may read it before the opening. */
export async function recordGroup(
  trx: Transaction<DB>,
  { actor, organisationId }: { actor: string; organisationId: string },
  group: { id: string },
  verb: GroupVerb,
  data: Record<string, unknown> = {},
): Promise<number> {
  const event = { verb, actor, organisationId, subjectKind: 'group' as const, subjectId: group.id, data }
  return (await recordEvent(trx, event)).eventId
}

/** Wakes the open pages of a tender, of these organisations alone. */
export async function wake(trx: Transaction<DB>, organisations: string[], tenderId: string): Promise<void> {
  for (const organisationId of organisations.toSorted())
    await announceChange(trx, { organisationId, subject: 'tender', id: tenderId })
}

/** Holds whoever will be told, in the order of their ids: two groups that tell the same firms never wait crosswise. */
export async function holdTold(trx: Transaction<DB>, organisations: string[]): Promise<void> {
  await sql`select id from organisation where id = any(${organisations}::uuid[]) order by id for no key update`.execute(
    trx,
  )
}

const nameOf = async (trx: Transaction<DB>, id: string) =>
  (await trx.selectFrom('organisation').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name

const linkTo = ({ publicUrl }: Pick<Telling, 'publicUrl'>, { id }: GroupTold) => `${publicUrl}/groups/${id}`

/** Asks an organisation into a group. */
export async function tellInvited(
  trx: Transaction<DB>,
  tendering: Telling,
  group: GroupTold,
  invited: { organisationId: string; role: 'partner' | 'subcontractor' | 'supplier' | 'laboratory' },
  { leadId, eventId }: { leadId: string; eventId: number },
): Promise<void> {
  const { organisationId, role } = invited
  const lead = await nameOf(trx, leadId)
  await notifyAll(trx, [organisationId], {
    kind: 'group-invited',
    needId: null,
    eventId,
    data: { group: { id: group.id, tender: group.tender }, lead, role },
  })
  const mail = groupInvited({ lead, title: group.tender.title, role, link: linkTo(tendering, group) })
  await writeToMembers(trx, tendering.sendJob, { organisations: [organisationId], kind: 'contacts', mail })
  await wake(trx, [organisationId], group.tender.id)
}

/** What members are told. */
export interface News {
  happened: GroupNews
  /** The organisation that did it. */
  by: string
  eventId: number
  offerVoid?: boolean
  receipt?: { digest: string; at: Date }
}

/** Tells these members what became of their group; no price and no reason is in it. */
export async function tellNews(
  trx: Transaction<DB>,
  tendering: Telling,
  group: GroupTold,
  to: string[],
  { happened, by: byId, eventId, offerVoid = false, receipt }: News,
): Promise<void> {
  if (to.length === 0) return
  const by = await nameOf(trx, byId)
  const { id, tender } = group
  const data = { group: { id, tender }, happened, by, offerVoid }
  await notifyAll(trx, to, { kind: 'group-news', needId: null, eventId, data })
  const mail = groupNews({
    title: tender.title,
    happened,
    by,
    offerVoid,
    receipt: receipt ?? null,
    link: linkTo(tendering, group),
  })
  await writeToMembers(trx, tendering.sendJob, { organisations: to, kind: 'contacts', mail })
  await wake(trx, to, tender.id)
}
