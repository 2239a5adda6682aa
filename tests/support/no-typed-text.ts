import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { expect } from 'vitest'

/** A number that a buyer gives its contract is no word of anybody's, though it may have a blank in it. */
const NUMBERS = new Set(['number'])

/** Texts of several words in an event's data: somebody typed them. */
function typedIn(data: unknown, at: string): string[] {
  if (typeof data === 'string') return /\s/.test(data) ? [`${at}: ${data}`] : []
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) =>
    NUMBERS.has(key) ? [] : typedIn(value, `${at}.${key}`),
  )
}

/** What is sealed can never be erased: no event holds what people have typed. */
export async function expectNothingTyped(db: Kysely<DB>): Promise<void> {
  const events = await db.selectFrom('event').select(['verb', 'data']).execute()
  expect(events.length).toBeGreaterThan(0)
  expect(events.flatMap(({ verb, data }) => typedIn(data, verb))).toEqual([])
}
