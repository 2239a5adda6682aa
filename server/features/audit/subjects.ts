import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { number } from '@maillage/matching/words/typography.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'

/** Something that has a log. */
export interface LogOwner {
  /** What it is, in words. */
  title: Text
  /** The organisation whose log it is. */
  organisation: { id: string; name: string }
  /** Whether the regional operator may read it yet. */
  shared: boolean
}

interface Subject {
  find(db: Kysely<DB>, id: string, catalogue: Catalogue): Promise<LogOwner | undefined>
  /** Whether an event is about it, or about what belongs to it. */
  holds(id: string): RawBuilder<boolean>
}

/** Kinds of thing that have a log one can read. */
export const subjectKinds = ['need', 'tender', 'contract'] as const
export type LogSubject = (typeof subjectKinds)[number]

const subjects: Record<LogSubject, Subject> = {
  need: {
    find: async (db, id, { items, families }) => {
      const need = await db
        .selectFrom('need')
        .innerJoin('organisation', 'organisation.id', 'need.organisationId')
        .select(['need.item', 'need.family', 'need.quantity', 'need.state'])
        .select(['organisation.id', 'organisation.name'])
        .where('need.id', '=', id)
        .executeTakeFirst()
      if (!need) return undefined
      const asked = need.item ?? need.family ?? ''
      const record = [...items, ...families].find(each => each.id === asked)
      const title = (language: 'fr' | 'en') =>
        `${number(need.quantity, language)} × ${record?.name[language] ?? asked}`
      return {
        title: { fr: title('fr'), en: title('en') },
        organisation: { id: need.id, name: need.name },
        shared: need.state !== 'draft',
      }
    },
    holds: id => sql`(event.subject_kind = 'need' and event.subject_id = ${id}
      or event.subject_kind = 'procedure' and event.subject_id in (select id from procedure where need_id = ${id})
      or event.subject_kind = 'tender'
        and event.subject_id in (select tender_id from tender_lot where need_id = ${id}))`,
  },
  tender: {
    find: async (db, id) => {
      const tender = await db
        .selectFrom('tender')
        .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
        .select(['tender.title', 'tender.state', 'organisation.id', 'organisation.name'])
        .where('tender.id', '=', id)
        .executeTakeFirst()
      return (
        tender && {
          title: { fr: tender.title, en: tender.title },
          organisation: { id: tender.id, name: tender.name },
          shared: tender.state !== 'draft',
        }
      )
    },
    holds: id => sql`(event.subject_kind = 'tender' and event.subject_id = ${id})`,
  },
  contract: {
    find: async (db, id) => {
      const contract = await db
        .selectFrom('contract')
        .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
        .select(['contract.number', 'contract.title', 'organisation.id', 'organisation.name'])
        .where('contract.id', '=', id)
        .executeTakeFirst()
      const title = `${contract?.number} · ${contract?.title}`
      return (
        contract && {
          title: { fr: title, en: title },
          organisation: { id: contract.id, name: contract.name },
          shared: true,
        }
      )
    },
    holds: id => sql`(event.subject_kind = 'contract' and event.subject_id = ${id})`,
  },
}

export const subjectOf = (kind: LogSubject): Subject => subjects[kind]
