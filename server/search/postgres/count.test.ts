import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { describeOnBoth } from '../../../tests/support/bed.ts'
import { maker, today } from '../testing/examples.ts'
import type { SearchQuestion } from '../text-search.ts'
import { count } from './count.ts'

const many = 12_000

describeOnBoth('counts of very many', bed => {
  const question = (facets: SearchQuestion['facets']): SearchQuestion => ({
    words: maker.words.read('', false),
    kinds: ['firm', 'need'],
    facets,
    within: null,
    capacity: null,
    reader: { member: true, operator: false, organisations: [] },
    today,
    limit: 10,
  })

  beforeAll(async () => {
    // As large as they are, a few to a page. A quarter is in Ariège; three needs among them all.
    await sql`
      insert into search_document (kind, id, audience, standing, facets, vector, capacity, document)
      select 'firm', number::text, 'members', 0.5, array['department/' || case when number % 4 = 0 then '09' else '31' end],
        ('''#kind/firm'' ''#department/' || case when number % 4 = 0 then '09' else '31' end || '''')::tsvector, '{}'::jsonb, jsonb_build_object('text', repeat('a', 1500))
      from generate_series(1, ${many}) number
      union all
      select 'need', number::text, 'members', 0.5, array['department/09'], '''#kind/need'' ''#department/09'''::tsvector, '{}'::jsonb, '{}'::jsonb
      from generate_series(1, 3) number`.execute(bed.db())
    await sql`analyze search_document`.execute(bed.db())
  })

  test('are about right, and say so; what is few beside them is counted one by one', async () => {
    const { estimated, kinds, facets } = await count(bed.db(), question({}))
    expect(estimated).toBe(true)
    expect(kinds.need).toBe(3)
    expect(Math.abs(kinds.firm - many) / many).toBeLessThan(0.2)
    const ariege = facets.department.find(({ value }) => value === '09')?.count ?? 0
    expect(Math.abs(ariege - many / 4) / (many / 4)).toBeLessThan(0.3)
  })

  test('are exact where few are expected', async () => {
    const { estimated, kinds } = await count(bed.db(), question({ department: ['09'] }))
    expect(estimated).toBe(true)
    expect(kinds.firm).toBe(many / 4)
  })
})
