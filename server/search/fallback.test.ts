import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeOnDatabase } from '../../tests/support/bed.ts'
import { freePort } from '../../tests/support/free-port.ts'
import { cursorOf } from './cursor.ts'
import { exampleDocuments, maker, today } from './testing/examples.ts'
import { settled } from './testing/settled.ts'
import { withFallback } from './fallback.ts'
import { catchUp, rebuildIndex } from './keep.ts'
import { meiliIndex } from './meilisearch/meili-index.ts'
import { postgresIndex } from './postgres/postgres-index.ts'
import type { SearchIndex } from './search-index.ts'

const question = {
  words: maker.words.read('surjeteuse', false),
  kinds: ['firm'] as const,
  facets: {},
  within: null,
  capacity: null,
  reader: { member: true, operator: false, organisations: [] },
  today,
  limit: 10,
}

describeOnDatabase('while the search server is away', bed => {
  let hanging: Server
  let addresses: { refusing: string; hanging: string }
  let postgres: SearchIndex
  const meili = (url: string) =>
    meiliIndex(bed.db(), { url, key: undefined }, () => maker.catalogue, maker.words)

  beforeAll(async () => {
    const refusing = `http://127.0.0.1:${await freePort()}`
    const port = await freePort()
    hanging = createServer(() => {})
    await new Promise<void>(resolve => hanging.listen(port, '127.0.0.1', resolve))
    addresses = { refusing, hanging: `http://127.0.0.1:${port}` }
    postgres = postgresIndex(bed.db(), maker.words)
    await postgres.apply({ documents: exampleDocuments(), gone: [] }, async () => {})
  })
  afterAll(() => {
    hanging.close()
  })

  test.each(['refusing', 'hanging'] as const)('%s, the database answers, says so, and soon', async how => {
    const errors: unknown[] = []
    let now = 0
    const search = withFallback(
      meili(addresses[how]).search,
      postgres.search,
      error => errors.push(error),
      () => now,
    )
    const began = performance.now()
    const answer = await search.search(question)
    expect(performance.now() - began).toBeLessThan(4000)
    expect(answer.degraded).toBe(true)
    expect(answer.hits.length).toBeGreaterThan(0)
    expect((await search.count(question)).degraded).toBe(true)
    // It is not asked again at once, and then is.
    expect(errors).toHaveLength(1)
    now = 60_000
    await search.search(question)
    expect(errors).toHaveLength(2)
  })

  test('nothing is lost: its place in the log stays where it was', async () => {
    const away = meili(addresses.refusing)
    const before = await cursorOf(bed.db(), 'meilisearch')
    await expect(rebuildIndex(bed.db(), away, maker)).rejects.toThrow(/fetch|request/i)
    expect(await cursorOf(bed.db(), 'meilisearch')).toEqual(before)
    await bed
      .db()
      .updateTable('searchCursor')
      .set({ version: 'made' })
      .where('indexName', '=', 'meilisearch')
      .execute()
    await bed
      .db()
      .insertInto('event')
      .values({
        verb: 'profile.saved',
        subjectKind: 'firm',
        subjectId: '01938000-0000-7000-8000-000000000001',
        actor: null,
        organisationId: null,
        data: '{}',
      })
      .execute()
    await settled(bed.db())
    await expect(catchUp(bed.db(), away, maker)).rejects.toThrow(/fetch|request/i)
    const { transactionId, eventId } = await cursorOf(bed.db(), 'meilisearch')
    expect({ transactionId, eventId }).toEqual({
      transactionId: before.transactionId,
      eventId: before.eventId,
    })
  })
})
