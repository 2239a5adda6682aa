import { readFile } from 'node:fs/promises'
import type { Raise } from '@maillage/matching/explain/raise.ts'
import type { Stability } from '@maillage/matching/explain/stability.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { example, filesOf, json, maillage, spawned } from './run.ts'

const day = ['--as-of', '2026-11-24']
const examples = ['--firms', example('firms.json'), '--need', example('need.json'), ...day]
const rank = (...parameters: string[]) =>
  json<Ranking>(maillage(['rank', ...examples, ...parameters, '--json']))

let files: Awaited<
  ReturnType<typeof filesOf<'lines' | 'many' | 'unplaced' | 'past' | 'both' | 'cut' | 'excludes'>>
>
beforeAll(async () => {
  const firms: { id: string }[] = JSON.parse(await readFile(example('firms.json'), 'utf8'))
  files = await filesOf({
    lines: firms.map(firm => JSON.stringify(firm)).join('\n'),
    many: JSON.stringify(
      firms.flatMap(firm => ['a', 'b', 'c'].map(at => ({ ...firm, id: `${firm.id}-${at}` }))),
    ),
    unplaced:
      '{"id": "a", "sites": [{"town": "Foix"}]}\n{"id": "b", "sites": [{"machines": []}]}\n{"id": "a", "sites": [{"town": "Foix"}]}\n',
    cut: '{"id": "a", "sites": [\n{"id": "b", "sites": [{"town": "Foix"}]}\n',
    excludes:
      '{"item": "visor", "town": "Foix", "schedule": [{"due": "2027-05-01", "quantity": 5}], "excludedFirms": ["esat-foix", "esat-fox"]}',
    past: '{"item": "visor", "town": "Foix", "schedule": [{"due": "2026-11-01", "quantity": 5}]}',
    both: '{"item": "visor", "family": "gown", "town": "Saint-Denis", "schedule": [{"due": "2027-11-01", "quantity": 5}]}',
  })
})
afterAll(() => files.remove())

describe('who could meet a need', () => {
  test('is ranked with its criteria, and the same on the same day', async () => {
    const [ranking, again] = await Promise.all([rank(), rank()])
    expect(ranking.partnerships[0]?.key).toBe('esat-foix+tissage-olmes')
    expect(ranking.partnerships[0]?.criteria).toHaveLength(10)
    expect(ranking.partnerships.map(({ key }) => key).join()).not.toContain('parfums-grasse')
    expect(ranking.knockedOut.byReason).toMatchObject({ 'firm.no-operation': 1 })
    expect(again).toEqual(ranking)
  })

  test('is the same from one firm a line, from another process, as from a list', async () => {
    const parameters = ['rank', '--firms', files.paths.lines, '--need', '-', ...day, '--json']
    const need = await readFile(example('need.json'), 'utf8')
    expect(await json(spawned(parameters, need))).toEqual(await rank())
  })

  test('follows the weights, the number of partners and the limit asked for', async () => {
    const usual = await rank()
    const weighted = await rank('--weights', 'compliance:5,jobs:0', '--partners', '1', '--limit', '1')
    expect(weighted.weights.jobs).toBe(0)
    expect(weighted.weights.compliance / weighted.weights.capacity).toBeCloseTo(
      (5 * usual.weights.compliance) / usual.weights.capacity,
    )
    expect(weighted.partnerships).toHaveLength(1)
    expect(weighted.partnerships[0]?.members).toHaveLength(1)
  })

  test('is told to readers with a sentence for each criterion', async () => {
    const { output, code } = await maillage(['rank', ...examples])
    expect(code).toBe(0)
    expect(output).toContain('ESAT de Foix (inventé) et Tissage d’Olmes (inventé) (fournisseur), réalisable')
    expect(output).toMatch(/Délai .* Dernière livraison vers le/)
    expect(output).toMatch(/Première place (solide|sensible|fragile)/)
    expect(output).not.toMatch(/\[object|undefined/)
  })

  test('says apart which firms are left out, and what of firms that stay', async () => {
    const { output } = await maillage(['rank', ...examples, '--language', 'en'])
    expect(output).toContain('\nFirms left out: 1\n\nProcesses and materials left out:\n    Maillots d’Albi')
    expect(output).toMatch(/\n {4}Tissage d’Olmes .*too coarse.*\n$/)
  })

  test('says how firm the first place is, over all partnerships, whatever the limit', async () => {
    const { stability } = await json<{ stability: Stability }>(
      maillage(['rank', ...examples, '--limit', '1', '--json']),
    )
    expect(stability).toMatchObject({ first: 'esat-foix+tissage-olmes', movement: 0.2 })
    expect(stability.others).toBeGreaterThan(0)
  })
})

describe('what would raise a firm', () => {
  test('is told with the place each change leads to, by the id of the firm or by its name', async () => {
    const explain = (firm: string) =>
      json<Raise>(maillage(['rank', ...examples, '--explain', firm, '--json']))
    const raise = await explain('maillots-albi')
    expect(raise.now?.rank).toBeGreaterThan(1)
    expect(raise.changes.length).toBeGreaterThan(0)
    for (const { place } of raise.changes) expect(place.rank).toBeLessThan(raise.now?.rank ?? 0)
    expect(await explain('Maillots d’Albi (inventé)')).toEqual(raise)
    const schema = await json<{ output: object }>(maillage(['rank', '--schema']))
    expect(new Ajv({ strict: false, validateFormats: false }).validate(schema.output, raise)).toBe(true)
  })

  test('is told to readers, with whom to call', async () => {
    const { output } = await maillage(['rank', ...examples, '--explain', 'esat-foix'])
    expect(output).toContain('À appeler\u202f: Tissage d’Olmes (inventé) (rang 1 ensemble)')
    const albi = await maillage(['rank', ...examples, '--explain', 'maillots-albi', '--language', 'en'])
    expect(albi.output).toMatch(/What would raise it\n {4}rank \d/)
  })

  test('is refused for a firm that is not there', async () => {
    const { code, errors, output } = await maillage(['rank', ...examples, '--explain', 'nobody'])
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(errors).toContain('"nobody"')
  })
})

describe('partnerships', () => {
  const assembled = (...parameters: string[]) =>
    json<Assembled>(maillage(['assemble', ...examples, ...parameters, '--json']))

  test('say who does what, what is bought, what travels and what is delivered', async () => {
    const {
      partnerships: [first],
    } = await assembled()
    expect(first?.assignments.map(({ firm, process }) => `${firm} ${process}`)).toContain('esat-foix sew')
    expect(first?.bought.map(({ item }) => item)).toContain('elastic-flat-5mm')
    expect(first?.transports.at(-1)).toMatchObject({ from: 'esat-foix', to: null })
    expect(first?.deliveries.at(-1)).toMatchObject({ required: 50_000, delivered: 50_000 })
  })

  test('are the best, and say how much better any other could be', async () => {
    const [found, { partnerships }] = await Promise.all([assembled('--limit', '3'), rank('--limit', '3')])
    expect(found).toMatchObject({ status: 'optimal', gap: 0, bound: partnerships[0]?.score })
    expect(found.partnerships.map(({ key }) => key)).toEqual(partnerships.map(({ key }) => key))
    const schema = await json<{ output: object }>(maillage(['assemble', '--schema']))
    expect(new Ajv({ strict: false, validateFormats: false }).validate(schema.output, found)).toBe(true)
  })

  test('are proven where they are too many to try them all', async () => {
    const { output, code } = await maillage([
      'assemble',
      '--firms',
      files.paths.many,
      '--need',
      example('need.json'),
      ...day,
    ])
    expect(code).toBe(0)
    expect(output).toMatch(/prouvé\u202f: aucun autre ne dépasse le premier de plus de 0(,00\d)?\./)
  })

  test('are told to readers in English', async () => {
    const { output } = await maillage(['assemble', ...examples, '--language', 'en', '--limit', '1'])
    for (const section of ['Who does what', 'Bought', 'Services', 'Transports', 'Deliveries'])
      expect(output).toContain(`    ${section}\n`)
    expect(output).toMatch(/flat elastic.* 20,408\u00a0m /)
    expect(output).toMatch(/50,000 of 50,000\u00a0pieces/)
  })
})

describe('what cannot be used', () => {
  const refused = async (firms: string, need: string, ...parameters: string[]) => {
    const ended = await maillage(['rank', '--firms', firms, '--need', need, ...day, ...parameters])
    expect(ended.code).toBe(2)
    expect(ended.output).toBe('')
    return ended.errors.trim().split('\n')
  }

  test('a firm that says nowhere where it is, and one of the same id: by line and pointer', async () => {
    expect(await refused(files.paths.unplaced, example('need.json'))).toEqual([
      expect.stringMatching(/, line 2, column 23: \/1\/sites\/0\/commune: Give the commune/),
      expect.stringMatching(/, line 3, column 8: \/2\/id: Two firms have this id\.$/),
    ])
  })

  test('a need of the past, of two subjects, or in a town of several', async () => {
    expect(await refused(example('firms.json'), files.paths.past)).toEqual([
      expect.stringMatching(/, line 1, column 56: \/schedule\/0\/due: This date is past/),
    ])
    expect(await refused(example('firms.json'), files.paths.both)).toEqual([
      expect.stringMatching(/\/town: Several communes have this name: give the department, one of .*93/),
      expect.stringMatching(/\/family: Choose a product or a family, not both\.$/),
    ])
  })

  test('a line that was cut short: where, though whole ones follow', async () => {
    expect(await refused(files.paths.cut, example('need.json'))).toEqual([
      `${files.paths.cut}, line 1, column 23: this is not JSON.`,
    ])
  })

  test('an excluded firm that is not there', async () => {
    expect(await refused(example('firms.json'), files.paths.excludes)).toEqual([
      expect.stringMatching(/, line 1, column 118: \/excludedFirms\/1: No firm has the id "esat-fox"\.$/),
    ])
  })

  test('weights that are no criteria or come twice, a region that is none', async () => {
    const usual = [example('firms.json'), example('need.json')] as const
    expect(await refused(...usual, '--weights', 'beauty:1')).toEqual([
      expect.stringContaining('of coverage, capacity'),
    ])
    expect(await refused(...usual, '--weights', 'jobs:1,cost:2,jobs:3')).toEqual([
      '--weights gives "jobs" twice.',
    ])
    expect(await refused(...usual, '--region', 'Atlantide')).toEqual([expect.stringContaining('Occitanie')])
  })

  test('is said in French where asked for', async () => {
    const french = async (...parameters: string[]) =>
      refused(example('firms.json'), example('need.json'), '--language', 'fr', ...parameters)
    expect(await french('--weights', 'beauty:1')).toEqual([expect.stringContaining('est une liste comme')])
    expect(await french('--region', 'Atlantide')).toEqual([expect.stringContaining('est l’une de Auvergne')])
    expect(await french('--explain', 'nobody')).toEqual([expect.stringContaining('aucune entreprise')])
    expect(await refused('-', '-', '--language', 'fr')).toEqual([expect.stringContaining('entrée standard')])
  })
})
