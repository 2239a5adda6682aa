import { describe, expect, test } from 'vitest'
import { foldWords, searchOver } from './catalogue-search.ts'

const machines = [
  {
    id: 'm-lockstitch',
    name: { fr: 'Piqueuse plate', en: 'Lockstitch machine' },
    synonyms: {
      fr: ['piqueuse plate 301', 'PP1A', 'machine à coudre plate'],
      en: ['flat bed', 'single needle'],
    },
  },
  {
    id: 'm-overlock',
    name: { fr: 'Surjeteuse', en: 'Overlock machine' },
    synonyms: { fr: ['surjet', 'surjeteuse raseuse'], en: ['serger'] },
  },
  {
    id: 'm-rapier',
    name: { fr: 'Métier à tisser à lances', en: 'Rapier loom' },
    synonyms: { fr: ['métier à pinces', 'Dornier'], en: ['rapier'] },
  },
]
const search = searchOver(machines)
const idsOf = (text: string, language: 'fr' | 'en' = 'fr') =>
  search(text, language).map(({ record }) => record.id)

describe('what is typed is compared', () => {
  test('without accents, case, punctuation, small words and plurals', () => {
    expect(foldWords('Métiers à tisser (à lances)')).toEqual(['metier', 'tisser', 'lance'])
    expect(foldWords("Poste d'œillets")).toEqual(['poste', 'oeillet'])
  })

  test('by its small words where it has no other', () => {
    expect(foldWords('de la')).toEqual(['de', 'la'])
  })
})

describe('a machine is found', () => {
  test('by the beginning of its name, accents or not', () => {
    expect(idsOf('metier a tis')).toEqual(['m-rapier'])
    expect(idsOf('SURJ')).toEqual(['m-overlock'])
  })

  test('by its plural', () => {
    expect(idsOf('surjeteuses')).toEqual(['m-overlock'])
  })

  test('by its words in any order', () => {
    expect(idsOf('plate piqueuse')).toEqual(['m-lockstitch'])
  })

  test('by slang, a brand or the other language, and says by which', () => {
    expect(search('dornier', 'fr')[0]).toMatchObject({ synonym: 'Dornier', exact: true })
    expect(search('serger', 'fr')[0]).toMatchObject({ record: { id: 'm-overlock' }, synonym: 'serger' })
    expect(search('lockstitch machine', 'fr')[0]).toMatchObject({
      synonym: 'Lockstitch machine',
      exact: true,
    })
  })

  test('with one letter wrong', () => {
    expect(idsOf('surgeteuse')).toEqual(['m-overlock'])
    expect(search('surgeteuse', 'fr')[0]?.exact).toBe(false)
  })

  test('its exact name before a longer one that begins alike', () => {
    expect(idsOf('piqueuse plate')).toEqual(['m-lockstitch'])
    expect(search('piqueuse plate', 'fr')[0]).toMatchObject({ synonym: null, exact: true })
  })
})

test('a text that means nothing finds nothing', () => {
  expect(idsOf('imprimante')).toEqual([])
})

test('no text finds everything by name, in the language of the reader', () => {
  expect(idsOf('')).toEqual(['m-rapier', 'm-lockstitch', 'm-overlock'])
  expect(idsOf('', 'en')).toEqual(['m-lockstitch', 'm-overlock', 'm-rapier'])
  expect(search('', 'fr', 2)).toHaveLength(2)
})
