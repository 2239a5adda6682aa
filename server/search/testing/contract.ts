import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FacetCounts, Hit, Reader, SearchQuestion, TextSearch, Changes } from '../text-search.ts'
import type { DocumentKind, FacetName } from '../document.ts'
import { exampleDocuments, ids, maker, sewerSaying, today } from './examples.ts'
import { anyone } from '../reader.ts'

/** An index that is tried, and how documents come into it. */
export interface Tried {
  search: TextSearch
  apply(changes: Changes): Promise<void>
}

const member: Reader = { member: true, operator: false, organisations: [] }
const operator: Reader = { member: true, operator: true, organisations: [] }
const firmKinds: DocumentKind[] = ['firm']

type Asked = Partial<Omit<SearchQuestion, 'words'>> & { typing?: boolean }

const nameById = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
const nameOf = ({ kind, id }: Hit) => nameById.get(id) ?? `${kind} ${id}`

/**
 * What every `TextSearch` does, in the words of whoever searches. `explains`: it says what it corrected and let go of,
 * which Meilisearch does without telling.
 */
export function textSearchContract(open: () => Promise<Tried>, { explains = true } = {}): void {
  let tried: Tried
  beforeAll(async () => {
    tried = await open()
    await tried.apply({ documents: exampleDocuments(), gone: [] })
  })

  const question = (text: string, { typing = false, ...asked }: Asked): SearchQuestion => ({
    words: maker.words.read(text, typing),
    kinds: firmKinds,
    facets: {},
    within: null,
    capacity: null,
    reader: member,
    today,
    limit: 10,
    ...asked,
  })
  const ask = (text: string, asked: Asked = {}) => tried.search.search(question(text, asked))
  const found = async (text: string, asked: Asked = {}) => (await ask(text, asked)).hits.map(nameOf)
  const counted = (text: string, asked: Asked = {}): Promise<FacetCounts> =>
    tried.search.count(question(text, asked))
  const valueOf = (counts: FacetCounts, facet: FacetName, value: string) =>
    counts.facets[facet].find(one => one.value === value)?.count ?? 0

  describe('finds', () => {
    test.each([
      ['a French word in what was said in English', 'surjeteuse', 'english'],
      ['an English word in what was said in French', 'overlocker', 'lingerie'],
      ['what is made, in the other language', 'gowns', 'sewer'],
      ['the slang of the trade', 'raseuse', 'lingerie'],
      ['a name without its accents and capitals', 'tissages du touyre', 'weaver'],
      ['a misspelt name', 'Tisages du Toyre', 'weaver'],
      ['a misspelt word of the trade', 'surjetteuse', 'sewer'],
      ['a misspelt town', 'Lavelannet', 'weaver'],
      ['a department', 'Tarn', 'lingerie'],
      ['a postal code', '81000', 'lingerie'],
      ['a norm however it is written', 'NF EN14683', 'sewer'],
      ['a plural of what was said once', 'hôpital', 'sewer'],
    ])('%s: %s', async (_what, text, name) => {
      expect(await found(text)).toContain(name)
    })

    test.each([
      ['surj', 'sewer'],
      ['Tissag', 'weaver'],
      ['Confection Dur', 'sewer'],
      ['machine zigz', 'lingerie'],
      ['blouses hôp', 'sewer'],
    ])('as one types: %s', async (text, name) => {
      expect((await found(text, { typing: true }))[0]).toBe(name)
    })

    test('what answers all before what answers a part', async () => {
      const [first] = await found('surjeteuse Albi')
      expect(first).toBe('lingerie')
    })

    test('what is called so before what only says so', async () => {
      expect((await found('lingerie'))[0]).toBe('lingerie')
      expect((await found('Pennine'))[0]).toBe('english')
    })

    test('what is meant by a long sentence', async () => {
      const text =
        'Bonjour, nous cherchons en urgence un atelier à Foix qui pourrait coudre 5 000 blouses lavables avec des surjeteuses, merci'
      expect((await found(text))[0]).toBe('sewer')
    })

    test('needs, products and machines', async () => {
      expect(await found('surblouse', { kinds: ['need'] })).toContain('publicNeed')
      expect((await found('overlock', { kinds: ['machine'] }))[0]).toBe('machine sew-overlock')
      expect((await found('ffp2', { kinds: ['product'] }))[0]).toBe('product ffp2')
      expect((await found('masque chirurgical', { kinds: ['product'] }))[0]).toMatch(/^product mask-surg/)
      expect(await found('Pas-du-Roc', { kinds: ['need'] })).toContain('publicNeed')
    })

    test('everything where nothing is typed', async () => {
      expect((await found('')).sort()).toEqual(['english', 'lingerie', 'sewer', 'weaver'])
    })
  })

  describe('does not find', () => {
    test('a norm by one that is near', async () => {
      expect(await found('EN 14683')).toEqual(['sewer'])
      expect(await found('EN 14682')).toEqual([])
      expect(await found('EN 14682', { typing: true })).toEqual([])
      expect(await found('18143001')).toEqual([])
    })

    test('what a firm denies, or a proof that was refused', async () => {
      expect(await found('confection')).not.toContain('weaver')
      expect(await found('oeko-tex')).not.toContain('sewer')
    })

    test('words that nobody wrote', async () => {
      expect((await ask('xyzzyplugh')).hits).toEqual([])
    })

    test('a need after its last day', async () => {
      expect(await found('surblouse', { kinds: ['need'] })).not.toContain('pastNeed')
    })

    test('anything by letters that mean something to an index', async () => {
      for (const text of [
        "'",
        "a' | 'b",
        '\\',
        'a:*',
        '!!(&|)',
        '"',
        '<->',
        '%_',
        '*',
        '😀 مرحبا',
        'x'.repeat(5000),
        "d'où; drop table",
      ])
        expect(Array.isArray((await ask(text, { typing: true })).hits)).toBe(true)
    })
  })

  describe('shows a reader', () => {
    test('only what may be read', async () => {
      expect(await found('surjeteuse', { reader: anyone })).toEqual(['english'])
      expect(await found('surjeteuse')).not.toContain('hidden')
      expect(await found('surjeteuse', { reader: operator })).toContain('hidden')
      expect(await found('surjeteuse', { reader: { ...member, organisations: [ids.hidden] } })).toContain(
        'hidden',
      )
      const needs = async (reader: Reader) => (await found('', { kinds: ['need'], reader })).sort()
      expect(await needs(anyone)).toEqual(['publicNeed'])
      expect(await needs(member)).toEqual(['memberNeed', 'publicNeed'])
      expect(await needs(operator)).toEqual(['invitedNeed', 'memberNeed', 'publicNeed'])
      expect(await needs({ ...member, organisations: [ids.hospital] })).toContain('invitedNeed')
    })

    test('no count, and no correction, that tells of what may not be read', async () => {
      expect((await counted('surjeteuse', { reader: anyone })).kinds.firm).toBe(1)
      expect((await counted('', {})).kinds.firm).toBe(4)
      expect((await counted('', { reader: operator })).kinds.firm).toBe(5)
      expect((await ask('zibelline')).corrected).toEqual([])
      expect(await found('Zéphyrine')).toEqual([])
    })

    test('what was asked for, marked in its words and named by its things', async () => {
      const { hits } = await ask('overlock')
      const sewer = hits.find(({ id }) => id === ids.sewer)
      const [from, to] = sewer?.textMarks[0] ?? [0, 0]
      expect(sewer?.text.slice(from, to)).toBe('surjeteuses')
      expect(sewer?.matched[0]).toEqual({ lexeme: 'machine/sew-overlock', weight: 'B' })
      const [named] = (await ask('touyre')).hits
      expect(named?.titleMarks.fr.map(([start, end]) => named.title.fr.slice(start, end))).toEqual(['Touyre'])
      expect(named?.place?.name).toBe('Lavelanet')
      expect(named?.score).toBeGreaterThan(0)
      expect(named?.score).toBeLessThanOrEqual(1)
    })

    test.runIf(explains)(
      'what has all that was asked for, as it is counted, before what has a part',
      async () => {
        const { hits } = await ask('surjeteuse Albi')
        expect(hits.filter(({ whole }) => whole).map(nameOf)).toEqual(['lingerie'])
        expect(hits.length).toBeGreaterThan(1)
        expect((await counted('surjeteuse Albi')).kinds.firm).toBe(1)
        expect((await ask('surjeteuse xyzzyplugh')).hits.every(({ whole }) => whole)).toBe(true)
      },
    )

    test.runIf(explains)('what was corrected, and what was let go of', async () => {
      expect((await ask('Lavelannet')).corrected).toEqual([{ typed: 'lavelannet', meant: 'lavelanet' }])
      expect((await ask('surjeteuse xyzzyplugh')).left).toEqual(['xyzzyplugh'])
      expect((await ask('xyzzyplugh')).left).toEqual(['xyzzyplugh'])
    })

    test('no more than was asked for', async () => {
      expect(await found('', { limit: 2 })).toHaveLength(2)
    })
  })

  describe('narrows', () => {
    test('by facets, counted as they would be without each', async () => {
      const counts = await counted('', { facets: { department: ['09'] } })
      expect(counts.kinds.firm).toBe(2)
      expect(valueOf(counts, 'department', '81')).toBe(1)
      expect(valueOf(counts, 'process', 'weave')).toBe(1)
      expect(valueOf(counts, 'certificate', 'en-14683')).toBe(1)
      expect(valueOf(counts, 'certificate', 'en-13795')).toBe(0)
      // What the operator has verified, and not what is declared.
      expect(valueOf(counts, 'verified', 'en-14683')).toBe(1)
      expect(await found('', { facets: { verified: ['en-14683'] } })).toHaveLength(1)
      expect(await found('', { facets: { verified: ['en-13795'] } })).toEqual([])
      expect(valueOf(counts, 'now', 'gown')).toBeGreaterThanOrEqual(1)
      expect(
        (await found('', { facets: { department: ['09', '81'], certificate: ['en-13795'] } })).sort(),
      ).toEqual(['lingerie'])
      expect(await found('', { facets: { certificate: ['oeko-tex-100'] } })).toEqual([])
    })

    test('by distance', async () => {
      const near = { latitude: 42.96, longitude: 1.6, kilometres: 40 }
      expect((await found('', { within: near })).sort()).toEqual(['sewer', 'weaver'])
      expect((await counted('', { within: near })).kinds.firm).toBe(2)
    })
  })

  describe('narrows to what a firm could make by a date', () => {
    const gowns = (weekly: number, weeks: number) => ({ capacity: { family: 'gown', weekly, weeks } })
    beforeAll(async () => {
      // Two weeks of change, then as many as anybody.
      const english = exampleDocuments().filter(({ id }) => id === ids.english)
      await tried.apply({
        documents: english.map(one => ({ ...one, capacity: { gown: [487, 487, 6000] } })),
        gone: [],
      })
    })
    afterAll(() =>
      tried.apply({ documents: exampleDocuments().filter(({ id }) => id === ids.english), gone: [] }),
    )

    test('so many a week, now or once its changes are made', async () => {
      expect((await found('', gowns(400, 0))).sort()).toEqual(['english', 'lingerie', 'sewer'])
      expect(await found('', gowns(1000, 1))).toEqual(['sewer'])
      expect((await found('', gowns(1000, 2))).sort()).toEqual(['english', 'sewer'])
      expect(await found('', gowns(5000, 40))).toEqual(['english'])
      expect(await found('', gowns(6001, 40))).toEqual([])
      expect(await found('', { capacity: { family: 'visor', weekly: 1, weeks: 40 } })).toEqual([])
    })

    test('with words and other facets, and told with what is found', async () => {
      expect(await found('Albi', gowns(400, 0))).toEqual(['lingerie'])
      expect(await found('', { ...gowns(400, 0), facets: { department: ['31'] } })).toEqual(['english'])
      const { hits } = await ask('', { ...gowns(400, 0), facets: { department: ['31'] } })
      expect(hits.map(({ capacity }) => capacity)).toEqual([[487, 487, 6000]])
      expect((await ask('Albi')).hits[0]?.capacity).toBeNull()
    })

    test('counted at each step, whichever is asked for', async () => {
      const { kinds, weekly } = await counted('', gowns(1000, 2))
      expect(kinds).toEqual({ firm: 2, need: 0, product: 0, machine: 0 })
      expect(weekly).toEqual([
        { least: 100, count: 3 },
        { least: 500, count: 3 },
        { least: 1000, count: 2 },
        { least: 5000, count: 1 },
        { least: 10_000, count: 0 },
        { least: 50_000, count: 0 },
      ])
      expect((await counted('')).weekly).toEqual([])
    })
  })

  test('follows what changes and what goes', async () => {
    await tried.apply({
      documents: [sewerSaying('Nous garnissons des nacelles.')],
      gone: [{ kind: 'firm', id: ids.lingerie }],
    })
    expect(await found('nacelles')).toEqual(['sewer'])
    expect(await found('hôpitaux')).not.toContain('sewer')
    expect(await found('lingerie')).not.toContain('lingerie')
  })
}
