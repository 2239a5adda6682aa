import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { number } from '@maillage/matching/words/typography.ts'
import { sql, type Transaction } from 'kysely'
import { communeName } from '../../places.ts'
import type { NeedLine } from '../notifications/notify.ts'

/** A need as its contacts tell it. */
export interface AskedNeed extends NeedLine {
  buyerId: string
  buyer: string
  state: 'draft' | 'published' | 'withdrawn'
}

/** A need, held until the transaction ends so that two people do not ask the same firm at once. */
export async function lockAskedNeed(trx: Transaction<DB>, needId: string): Promise<AskedNeed | undefined> {
  return trx
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.id', 'need.item', 'need.family', 'need.quantity', 'need.commune', 'need.state'])
    .select(['organisation.id as buyerId', 'organisation.name as buyer'])
    .select(
      sql<string>`coalesce((select min(due)::text from need_tranche where need_id = need.id and due >= current_date), '')`.as(
        'due',
      ),
    )
    .where('need.id', '=', needId)
    .forNoKeyUpdate('need')
    .executeTakeFirst()
}

/** A need in one line, for a notification. */
export const lineOf = ({ id, item, family, quantity, commune, due }: AskedNeed): NeedLine => ({
  id,
  item,
  family,
  quantity,
  commune,
  due,
})

/** « 20 000 × Surblouse lavable, Foix », in both languages. */
export function needInWords(
  { item, family, quantity, commune }: Pick<AskedNeed, 'item' | 'family' | 'quantity' | 'commune'>,
  catalogue: Catalogue,
): Text {
  const record =
    catalogue.items.find(({ id }) => id === item) ?? catalogue.families.find(({ id }) => id === family)
  const inLanguage = (language: 'fr' | 'en') =>
    `${number(quantity, language)} × ${record?.name[language] ?? item ?? family}, ${communeName(commune)}`
  return { fr: inLanguage('fr'), en: inLanguage('en') }
}
