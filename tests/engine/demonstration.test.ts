/** The whole demonstration region through the engine, on the real catalogue. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import type { Viewer } from '@maillage/matching/match.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { today } from '@maillage/matching/testing/examples.ts'
import { type Language, type Names, sentence } from '@maillage/matching/words/sentence.ts'
import { describe, expect, test } from 'vitest'
import { demonstrationFirms, demonstrationNeeds } from './demonstration.ts'

const catalogue = loadCatalogue()
const firms = demonstrationFirms(today)
const needs = demonstrationNeeds(today, catalogue)
const departments = ['09', '11', '12', '30', '31', '32', '34', '46', '48', '65', '66', '81', '82']
const other: Viewer = { kind: 'other' }

function engineWith(list: Firm[]) {
  const engine = createEngine(catalogue, { asOf: today, departments })
  for (const firm of list) engine.upsertFirm(firm)
  for (const need of needs) engine.upsertNeed(need)
  return engine
}

const engine = engineWith(firms)
const rankings = needs.map(need => engine.rank(need, { viewer: other, limit: 1000 }))

const named = new Map<string, Text>([
  ...firms.map(({ id, name }): [string, Text] => [id, { fr: name, en: name }]),
  ...[
    catalogue.families,
    catalogue.items,
    catalogue.processes,
    catalogue.norms,
    catalogue.machineTypes,
    catalogue.trades,
    catalogue.materialFamilies,
  ].flatMap(list => list.map(({ id, name }): [string, Text] => [id, name])),
])
const rules = new Map(catalogue.rules.map(({ id, text }) => [id, text]))

/** Every id has its name, whatever its kind. */
const namesIn =
  (language: Language): Names =>
  (id, kind) => {
    const found = kind === 'rule' ? rules.get(id) : named.get(id)
    if (found === undefined) throw new Error(`No name for the ${kind} ${id}`)
    return found[language]
  }

describe('the demonstration region', () => {
  test('finds a partnership for most needs', () => {
    expect(needs.length).toBeGreaterThanOrEqual(25)
    const met = rankings.filter(({ partnerships }) => partnerships.length > 0)
    expect(met.length).toBeGreaterThan(needs.length / 2)
  })

  test.each<Language>(['fr', 'en'])('explains every answer in whole sentences (%s)', language => {
    const reasons = rankings.flatMap(({ partnerships, knockedOut }) => [
      ...partnerships.flatMap(({ criteria }) => criteria.map(({ reason }) => reason)),
      ...knockedOut.nearest.map(({ reason }) => reason),
    ])
    for (const reason of reasons) {
      const text = sentence(reason, language, namesIn(language))
      expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object/)
      expect(text).toMatch(/[.!]$/)
    }
    expect(new Set(reasons.map(({ code }) => code)).size).toBeGreaterThan(15)
  })

  test('never calls a barrier mask approved, nor anybody a winner', () => {
    const words = [...named.values(), ...rules.values()].flatMap(({ fr, en }) => [fr, en])
    expect(words.filter(word => /homologu|gagnant|winner/i.test(word))).toEqual([])
  })

  test('answers the same to the letter with its firms in another order', () => {
    const turned = engineWith([...firms].reverse())
    for (const [at, need] of needs.entries()) {
      expect(JSON.stringify(turned.rank(need, { viewer: other, limit: 1000 }))).toBe(
        JSON.stringify(rankings[at]),
      )
    }
  })

  test('shows the operator the jobs at risk, and others nothing of them', () => {
    const spared = engineWith(firms.map(firm => ({ ...firm, distress: null })))
    for (const [at, need] of needs.entries()) {
      expect(spared.rank(need, { viewer: other, limit: 1000 })).toEqual(rankings[at])
    }
    const seen = needs.flatMap(need => engine.rank(need, { viewer: { kind: 'operator' } }).partnerships)
    const codes = seen.flatMap(({ criteria }) => criteria.map(({ reason }) => reason.code))
    expect(codes).toContain('jobs.at-risk')
  })

  test('tells a firm of the needs whose list holds it, at its place there', () => {
    for (const firm of firms.filter((_, at) => at % 20 === 0)) {
      const told = new Map(engine.needsFor(firm, { viewer: other }).map(match => [match.need, match.rank]))
      const listed = rankings.flatMap(({ need, partnerships }) => {
        const place = partnerships.findIndex(({ members }) => members.some(member => member.firm === firm.id))
        return place === -1 ? [] : [[need, place + 1] as const]
      })
      for (const [need, place] of listed) expect(told.get(need)).toBe(place)
    }
  })
})
