import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnBoth, describeOnDatabase, describeOnOneConnection } from './bed.ts'

const version = sql<{ version: string }>`select version()`
const tables = sql<{ count: number }>`select count(*) as count from pg_tables where schemaname = 'public'`
const leaveTrace = sql`create table trace (id integer)`

describeOnBoth('a bed', bed => {
  test('is a migrated PostgreSQL 18', async () => {
    const { rows } = await version.execute(bed.db())
    expect(rows[0]?.version).toMatch(/^PostgreSQL 18\./)
    expect((await tables.execute(bed.db())).rows[0]?.count).toBeGreaterThan(20)
  })

  test('folds accents and case as the other does', async () => {
    const { rows } = await sql<{
      folded: string
    }>`select lower(unaccent('ÉLASTIQUE Œillet')) as folded`.execute(bed.db())
    expect(rows[0]?.folded).toBe('elastique oeillet')
  })

  test('may be changed', async () => {
    await leaveTrace.execute(bed.db())
  })
})

describeOnBoth('another bed', bed => {
  test('knows nothing of the first', async () => {
    await leaveTrace.execute(bed.db())
  })
})

describeOnDatabase('a single bed', bed => {
  let refusal: unknown
  try {
    bed.db()
  } catch (error) {
    refusal = error
  }

  test('has no database yet while the tests are collected', () => {
    expect(String(refusal)).toContain('inside tests and hooks only')
  })

  test('says what it is', () => {
    expect(bed.connection().kind).toBe(bed.kind)
  })
})

describeOnOneConnection('a bed with one connection', bed => {
  test('shows a query outside its transaction, which waits for the transaction to end', async () => {
    let outside: Promise<string> | undefined
    const first = await bed
      .db()
      .transaction()
      .execute(async trx => {
        await version.execute(trx)
        outside = version.execute(bed.db()).then(() => 'the query')
        return Promise.race([outside, sleep(100, 'the transaction')])
      })
    expect([first, await outside]).toEqual(['the transaction', 'the query'])
  })
})
