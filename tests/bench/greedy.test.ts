import { firm, maskNeed, site, toulouse } from '@maillage/matching/testing/examples.ts'
import { smallCatalogue } from '@maillage/matching/testing/catalogue.ts'
import { describe, expect, test } from 'vitest'
import { factReader } from './facts.ts'
import { firmsByOperation, greedyTeams } from './greedy.ts'

const { reference, factsOf } = factReader(smallCatalogue)
const cutter = firm('cutter', [site({ cutter: 2 }, { cutter: 2 })])
const sewer = firm('sewer', [site({ lockstitch: 10 }, { sewer: 10 })])
const smallSewer = firm('small', [site({ lockstitch: 1 }, { sewer: 1 })])
const both = firm('both', [site({ cutter: 2, lockstitch: 10 }, { cutter: 2, sewer: 10 })])
const teams = (firms: Parameters<typeof firmsByOperation>[0], quantity: number, differs = {}) =>
  greedyTeams(reference, firmsByOperation(firms, factsOf), maskNeed(quantity, differs)).map(team =>
    team.map(({ id }) => id),
  )

describe('a greedy assembly', () => {
  test('gives each operation to the firm that does most of it in time', () => {
    expect(teams([smallSewer, cutter, sewer], 50_000)).toContainEqual(['cutter', 'sewer'])
  })

  test('prefers the nearer of two equals', () => {
    const far = firm('far', [site({ lockstitch: 10 }, { sewer: 10 })])
    const near = firm('near', [site({ lockstitch: 10 }, { sewer: 10 }, { place: toulouse })])
    expect(teams([far, near, cutter], 50_000)).toContainEqual(['cutter', 'near'])
  })

  test('keeps a firm that is in already', () => {
    expect(teams([both, sewer], 100)).toContainEqual(['both'])
  })

  test('makes no team where an operation finds nobody, or where it takes too many partners', () => {
    expect(teams([cutter], 100)).toEqual([])
    expect(teams([cutter, sewer], 100, { maximumPartners: 1 })).toEqual([])
  })
})
