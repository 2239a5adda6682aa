import { readFile } from 'node:fs/promises'
import type { ProductPossibility } from '@maillage/matching/explore-products.ts'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { example, filesOf, json, maillage, spawned } from './run.ts'

const profile = example('profile.json')
const explore = (...parameters: string[]) => maillage(['explore', ...parameters])
const products = (...parameters: string[]) => json<ProductPossibility[]>(explore(...parameters, '--json'))

const weaver = JSON.stringify({
  sites: [
    {
      machines: [{ type: 'loom-rapier', count: 24 }, { type: 'warper' }, { type: 'stenter' }],
      workforce: [
        { trade: 't-textile-machine', people: 20 },
        { trade: 't-finish', people: 4 },
      ],
    },
  ],
  workedMaterials: ['woven-furnishing'],
})

describe('what a firm could make', () => {
  test('is told as JSON, best first: the product, its operations, what is bought and what it takes', async () => {
    const found = await products('--profile', profile)
    const scores = found.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    const visor = found.find(({ product }) => product === 'visor')
    expect(visor).toMatchObject({
      family: 'visor',
      makes: 'visor',
      operations: { reoriented: ['cut-die'], missing: [] },
      services: ['qc-test'],
      effort: { days: 5 },
    })
    expect(visor?.inputs).toContain('sheet-polyester')
    expect(found.slice(0, 4).map(({ product }) => product)).toContain('mask-uns1-adult')
  })

  test('is told of a weaver by the products its fabric goes into, from the standard input', async () => {
    const found = await json<ProductPossibility[]>(spawned(['explore', '--profile', '-', '--json'], weaver))
    const gown = found.find(({ product }) => product === 'gown-washable')
    expect(gown?.makes).toBe('fabric-gown-polyester')
    expect(gown?.operations.reoriented).toContain('weave')
    expect(gown?.operations.missing).toEqual(expect.arrayContaining(['cut-cnc', 'sew', 'pack']))
    expect(gown?.inputs).not.toContain('fabric-gown-polyester')
    const first = found.slice(0, 4).map(({ product }) => product)
    expect(first).toEqual(expect.arrayContaining(['mask-uns1-adult', 'gown-washable']))
  })

  test('is told of a profile saved by a program of Windows', async () => {
    const { paths, remove } = await filesOf({ windows: `\uFEFF${weaver}` })
    expect(await products('--profile', paths.windows)).not.toEqual([])
    await remove()
  })

  test('is told of a firm from its own words', async () => {
    const found = await products(
      '--text',
      'Parfumeur, nous formulons et mettons en flacons des eaux de toilette.',
    )
    expect(found[0]).toMatchObject({ product: 'gel-ha', family: 'gel' })
    const words = 'Atelier de chemises, 14 mécaniciennes, 6 surjeteuses'
    const shirts = await json<ProductPossibility[]>(spawned(['explore', '--text', '-', '--json'], words))
    expect(shirts[0]).toMatchObject({ family: 'mask-uns', assumed: { people: false } })
  })

  test('leaves out changes longer than asked for', async () => {
    const found = await products('--profile', profile, '--maximum-days', '5')
    expect(found.find(({ product }) => product === 'gown-washable')?.operations.missing).toContain('sew')
    for (const { effort } of found) expect(effort.days).toBeLessThanOrEqual(5)
  })

  test('is told to readers in French, or in English', async () => {
    const french = await explore('--profile', profile)
    expect(french.output).toMatch(/Visière de protection +0,5\d +5\u00a0j/)
    expect(french.output).toContain('après réorientation')
    const english = await explore('--profile', profile, '--language', 'en')
    expect(english.output).toMatch(/Face shield +0\.5\d +5 d/)
    expect(english.output).toContain('bought as a service: quality control and testing')
  })

  test('has schemas that its input and its output keep to', async () => {
    const schema = await json<{ input: { profile: object }; output: object }>(explore('--schema'))
    const ajv = new Ajv({ strict: false, validateFormats: false })
    const given: unknown = JSON.parse(await readFile(profile, 'utf8'))
    expect(ajv.validate(schema.input.profile, given)).toBe(true)
    expect(ajv.validate(schema.output, await products('--profile', profile))).toBe(true)
    const unknown = { sites: [{ machines: [{ type: 'no-such-machine' }] }] }
    expect(ajv.validate(schema.input.profile, unknown)).toBe(false)
  })
})

describe('what cannot be used', () => {
  let files: Awaited<
    ReturnType<typeof filesOf<'malformed' | 'wrong' | 'empty' | 'list' | 'hit' | 'bare' | 'twice'>>
  >
  beforeAll(async () => {
    files = await filesOf({
      malformed: '{\n  "sites": [\n    { "machines": }\n  ]\n}',
      wrong:
        '{\n  "sites": [\n    { "machines": [{ "type": "sew-lockstich", "count": 0 }], "colour": 1 }\n  ],\n  "name": 7\n}',
      empty: '{}',
      list: '[]',
      bare: '{"sites": [{}]}',
      twice: '{"sites": [{"machines": [\n  {"type": "sew-overlock", "count": 1, "count": 4}]}]}',
      hit: '{ "sites": [{}], "distress": { "activityLostPercent": -3, "jobs": 5, "jobsAtRisk": 1 } }',
    })
  })
  afterAll(() => files.remove())

  const refused = async (...parameters: string[]) => {
    const { code, output, errors } = await explore(...parameters)
    expect(code).toBe(2)
    expect(output).toBe('')
    return errors.trim().split('\n')
  }

  test('malformed JSON: the line and the column', async () => {
    const { malformed } = files.paths
    expect(await refused('--profile', malformed)).toEqual([
      `${malformed}, line 3, column 19: this is not JSON.`,
    ])
  })

  test('wrong fields: each with its line and its pointer, and a word that is spelt alike', async () => {
    const lines = await refused('--profile', files.paths.wrong)
    const told = lines.map(line => line.replace(/^.*?, line/, 'line')).sort()
    expect(told).toEqual([
      expect.stringMatching(/^line 3, column \d+: \/sites\/0\/machines\/0\/type: .* alike: sew-lockstitch,/),
      expect.stringMatching(/^line 3, column \d+: \/sites\/0\/machines\/0\/count: .*at least 1\.$/),
      expect.stringMatching(/^line 3, column \d+: \/sites\/0\/colour: Unknown field: colour\.$/),
      expect.stringMatching(/^line 5, column 11: \/name: /),
    ])
  })

  test('a list for one thing; and a field within another is said once', async () => {
    expect(await refused('--profile', files.paths.list)).toEqual([
      `${files.paths.list}, line 1, column 1: /: Give one object: { … }.`,
    ])
    expect(await refused('--profile', files.paths.hit)).toEqual([
      expect.stringMatching(/: \/distress\/activityLostPercent: The value must be at least 0\.$/),
    ])
  })

  test('is said in French where asked for', async () => {
    const [line] = await refused('--profile', files.paths.empty, '--language', 'fr')
    expect(line).toMatch(/, ligne 1, colonne 1: \/sites: Ce champ est obligatoire\.$/)
    expect(await refused('--profile', profile, '--maximum-days', 'dix', '--language', 'fr')).toEqual([
      '--maximum-days est un nombre entier de 0 à 3650, et non « dix ».',
    ])
    expect(await refused('--profile', profile, '--as-of', 'hier', '--language', 'fr')).toEqual([
      '--as-of est une date comme 2027-01-31, et non « hier ».',
    ])
  })

  test('is said in French of options too, and so is how to ask', async () => {
    const french = async (...parameters: string[]) =>
      (await refused(...parameters, '--language', 'fr')).slice(0, 2).map(line => line.replace('\u202f', ' '))
    expect(await french('--nope')).toEqual(['L’option --nope n’existe pas.', 'Usage :'])
    expect(await french('--json=1')).toEqual(['L’option --json ne prend pas de valeur.', 'Usage :'])
    expect(await french('--text')).toEqual(['Il manque une valeur à l’option --text.', 'Usage :'])
    expect(await french('atelier')).toEqual(['« atelier » ne suit aucune option.', 'Usage :'])
    expect((await french())[0]).toBe('Usage :')
    const { output } = await maillage(['rank', '--help', '--language', 'fr'])
    expect(output).toContain('ce qui ferait monter')
  })

  test('a profile that says nothing of machines or people, and a field given twice', async () => {
    const { bare, twice } = files.paths
    expect(await refused('--profile', bare)).toEqual([
      `${bare}, line 1, column 12: /sites/0: Give its machines (machines) or its people (workforce).`,
    ])
    expect(await refused('--profile', twice)).toEqual([
      `${twice}, line 2, column 40: /sites/0/machines/0/count: This field is given twice.`,
    ])
  })

  test('ends the process with code 2 and nothing on the standard output', async () => {
    const ended = await spawned(['explore', '--profile', '-'], '[')
    expect(ended).toEqual({ code: 2, output: '', errors: expect.stringMatching(/^-, line 1, column 2: /) })
  })

  test('a file that is not there, an option that does not exist, no profile, no words', async () => {
    expect(await refused('--profile', 'nowhere.json')).toEqual(['nowhere.json: there is no such file.'])
    expect((await refused('--nope')).slice(0, 3)).toEqual([
      "Unknown option '--nope'.",
      'Usage:',
      expect.stringContaining('maillage explore --profile'),
    ])
    expect(await refused()).toContain('Usage:')
    expect(await refused('--text', '…')).toEqual(['--text holds no words.'])
    expect(await refused('--text', 'Un atelier', '--profile', profile)).toEqual([
      'Give --profile or --text, not both.',
    ])
    expect(await refused('--profile', profile, '--maximum-days', 'ten')).toEqual([
      expect.stringContaining('--maximum-days is a whole number'),
    ])
  })
})
