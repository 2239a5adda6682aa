import { smallCatalogue } from '@maillage/matching/testing/catalogue.ts'
import {
  certificate,
  firm,
  foix,
  leatherShop,
  maskNeed,
  sewingShop,
  site,
} from '@maillage/matching/testing/examples.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { copyTemplate, describeOnDatabase, type TestDatabase } from '../support/bed.ts'
import { factReader } from './facts.ts'
import { drawFirms } from './firms.ts'
import { today } from './region.ts'
import { sqlRanking } from './sql-ranking.ts'
import { fillTables } from './sql-tables.ts'
import { readFirms, writeFirms } from './write-firms.ts'

describeOnDatabase('firms written into the tables', bed => {
  test('are read back as they were drawn', async () => {
    const firms = [...drawFirms(3, 60, today)]
    await writeFirms(bed.db(), firms)
    expect(await readFirms(bed.db())).toEqual(firms.sort((a, b) => (a.id < b.id ? -1 : 1)))
  })
})

describe.skipIf('unavailable' in inject('postgres'))('the query', () => {
  const paris = { ...foix, latitude: 48.85, longitude: 2.35, department: '75' }
  const far = sewingShop('far')
  const firms: Firm[] = [
    { ...far, sites: far.sites.map(each => ({ ...each, place: paris })) },
    sewingShop('near'),
    sewingShop('proven', { certificates: [certificate('stack-report', null)] }),
    sewingShop('small', { sites: [site({ cutter: 1, lockstitch: 1 }, { cutter: 1, sewer: 1 })] }),
    sewingShop('choosy', { minimumOrder: 1_000_000 }),
    sewingShop('unwilling', { unwilling: ['mask'] }),
    sewingShop('inclusive', { structure: 'esat' }),
    leatherShop('leather'),
    firm('loom', [site({ loom: 20 }, { weaver: 10 })]),
  ]
  let database: TestDatabase | undefined
  let client: pg.Client
  let rank: (differs?: Parameters<typeof maskNeed>[1], quantity?: number) => Promise<string[]>

  beforeAll(async () => {
    database = await copyTemplate()
    client = new pg.Client({ connectionString: database?.databaseUrl })
    await client.connect()
    const { reference, factsOf } = factReader(smallCatalogue)
    await fillTables(client, firms, factsOf)
    const ask = sqlRanking(client, reference, today, ['09', '31'])
    rank = async (differs = {}, quantity = 60_000) =>
      (await ask(maskNeed(quantity, differs))).map(number => firms[number]?.id ?? '')
  })
  afterAll(async () => {
    await client.end()
    await database?.drop()
  })

  test('puts the near before the far, and who makes enough before who does not', async () => {
    const list = await rank()
    expect(list.indexOf('near')).toBeGreaterThanOrEqual(0)
    expect(list.indexOf('near')).toBeLessThan(list.indexOf('far'))
    expect(list.indexOf('near')).toBeLessThan(list.indexOf('small'))
    expect(list.indexOf('near')).toBeLessThan(list.indexOf('leather'))
  })

  test('leaves out whom the need or the firm refuses, and who has no part in it', async () => {
    const list = await rank()
    for (const left of ['choosy', 'unwilling', 'loom']) expect(list).not.toContain(left)
    expect(await rank({ reservedFor: ['esat'] })).toEqual(['inclusive'])
    expect(await rank({}, 2_000_000)).toContain('choosy')
  })

  test('counts a proof where it is asked for', async () => {
    expect((await rank({ norms: ['stack-report'] }))[0]).toBe('proven')
  })
})
