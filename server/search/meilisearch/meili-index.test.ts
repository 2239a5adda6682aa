import { afterAll, describe, expect, test } from 'vitest'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import { textSearchContract } from '../testing/contract.ts'
import { exampleDocuments, ids, maker } from '../testing/examples.ts'
import { rebuildIndex } from '../keep.ts'
import { meiliDocument, weeklyAttribute } from './document.ts'
import { meiliIndex } from './meili-index.ts'
import { settingsOf } from './settings.ts'

const url = process.env.MEILI_URL ?? ''
const key = process.env.MEILI_KEY

describe('what Meilisearch is told', () => {
  const settings = settingsOf(maker.catalogue, loadWords())

  test('words of the trade in both languages are what the catalogue calls the thing', () => {
    expect(settings.synonyms?.overlocker).toContain('Surjeteuse')
    expect(settings.synonyms?.surjeteuze).toContain('Surjeteuse')
    expect(Object.keys(settings.synonyms ?? {}).length).toBeGreaterThan(1000)
  })

  test('norms and codes are never approximated', () => {
    expect(settings.typoTolerance).toMatchObject({ disableOnNumbers: true, disableOnAttributes: ['codes'] })
  })

  test('what a firm makes a week is told for each week, by names it can compare', () => {
    const rows = exampleDocuments().map(document => meiliDocument(document, maker.words))
    const sewer = rows.find(({ id }) => id === ids.sewer)
    const weeks = sewer?.weekly.gown ?? {}
    expect(Object.keys(weeks)).toContain('w9')
    expect(weeks.w0).toBeGreaterThan(0)
    expect(weeklyAttribute({ family: 'mask-uns', weeks: 30 })).toBe('weekly.mask_uns.w9')
    expect(settings.filterableAttributes).toContain('weekly')
  })

  test('a document has keys it accepts, and names for its things', () => {
    const rows = exampleDocuments().map(document => meiliDocument(document, maker.words))
    expect(rows.every(row => /^[\w-]{1,500}$/.test(row.key))).toBe(true)
    expect(new Set(rows.map(row => row.key)).size).toBe(rows.length)
    expect(rows.find(({ id }) => id === 'sew-overlock')?.names).toContain('Surjeteuse')
  })
})

// Runs where a search server is named; says that it was skipped elsewhere.
describe.skipIf(url === '')('Meilisearch', () => {
  describeOnDatabase('search', bed => {
    const index = () =>
      meiliIndex(bed.db(), { url, key }, () => maker.catalogue, maker.words, `maillage-test-${process.pid}`)
    afterAll(async () => {
      const rebuild = await index().rebuild()
      await rebuild.drop()
    })
    textSearchContract(
      async () => {
        await rebuildIndex(bed.db(), index(), maker)
        return { search: index().search, apply: changes => index().apply(changes, async () => {}) }
      },
      { explains: false },
    )
  })
})
