import { describe, expect, test } from 'vitest'
import type { Catalogue, Reorientation } from './catalogue.ts'
import { createEngine } from './engine.ts'
import { compilePaths } from './paths.ts'
import { figure, smallCatalogue } from './testing/catalogue.ts'
import { firm, site, today } from './testing/examples.ts'

const name = { fr: 'change', en: 'change' }

/** A change of so many days, one thousand euro and one day of training a day. */
function move(
  id: string,
  from: Reorientation['from'],
  to: Reorientation['to'],
  days: number,
  differs: Partial<Reorientation> = {},
): Reorientation {
  return {
    id,
    from,
    to,
    name,
    days: figure(days),
    keuro: figure(days),
    trainingDays: figure(days),
    rampUp: [0.5],
    speed: figure(1),
    ...differs,
  }
}

const work = (process: string, families: string[] | null = null) => ({ process, families })
const onto = (process: string, families: string[] | null = null) => ({ process, families, item: null })
const machine = (machineType: string) => ({ machineType })
const people = (trade: string) => ({ trade })

const changing = (reorientations: Reorientation[], rules: Catalogue['rules'] = []): Catalogue => ({
  ...smallCatalogue,
  reorientations,
  rules,
})
const machinePath = (
  reorientations: Reorientation[],
  [machineType, process]: [machineType: string, process: string],
  rules?: Catalogue['rules'],
) =>
  (compilePaths(changing(reorientations, rules)).machines.get(machineType)?.get(process) ?? []).map(
    ({ moves }) => moves.map(({ id }) => id).join(' > '),
  )

describe('a path of several moves', () => {
  test('leads over another machine type, and adds up what each move takes', () => {
    const moves = [
      move('head', machine('stenter'), machine('laminator'), 20, { rampUp: [0.2, 0.9], speed: figure(0.5) }),
      move('stack', machine('laminator'), onto('laminate', ['complexe-cotton']), 15, { rampUp: [0.5, 0.6] }),
    ]
    const [direct, stack] = compilePaths(changing(moves)).machines.get('stenter')?.get('laminate') ?? []
    // The small catalogue's laminator takes any material as it stands: becoming one is enough.
    expect(direct).toMatchObject({
      days: 20,
      keuro: 20,
      trainingDays: 20,
      speed: 0.5,
      becomes: ['laminator'],
    })
    expect(stack).toBeUndefined()
    const narrow = {
      ...changing(moves),
      machineTypes: smallCatalogue.machineTypes.map(type =>
        type.id === 'laminator' ? { ...type, processes: [] } : type,
      ),
    }
    expect(compilePaths(narrow).machines.get('stenter')?.get('laminate')).toMatchObject([
      {
        days: 35,
        keuro: 35,
        trainingDays: 35,
        speed: 0.5,
        rampUp: [0.2, 0.6],
        families: ['complexe-cotton'],
      },
    ])
  })

  test('leads over other work, from what the machine has come to or what its firm does today', () => {
    const moves = [
      move('light', machine('loom'), onto('weave', ['woven']), 10),
      move('denser', work('weave', ['woven']), onto('weave', ['nonwoven']), 5),
    ]
    const found = compilePaths(changing(moves)).machines.get('loom')?.get('weave') ?? []
    expect(found.map(path => [path.moves.map(({ id }) => id).join(' > '), path.days, path.worked])).toEqual([
      ['denser', 5, ['woven']],
      ['light', 10, null],
      ['light > denser', 15, null],
    ])
  })

  test('leads over other trades for people, whose knowledge it brings', () => {
    const moves = [
      move('cut-to-sew', people('cutter'), people('sewer'), 8, { speed: figure(0.6) }),
      move('sew-to-finish', people('sewer'), onto('finish'), 2, { speed: figure(0.5) }),
    ]
    const { trades } = compilePaths(changing(moves))
    expect(trades.get('cutter')?.get('sew')).toMatchObject([{ days: 8, speed: 0.6 }])
    expect(trades.get('cutter')?.get('finish')).toMatchObject([{ days: 10, speed: 0.3 }])
    expect(trades.get('sewer')?.get('cut-cnc')).toBeUndefined()
  })

  test('is the cheapest in days, then in money', () => {
    const to = onto('finish', ['woven'])
    const over = (id: string, keuro: number) => [
      move(`${id}-1`, machine('loom'), machine(id), 5, { keuro: figure(keuro) }),
      move(`${id}-2`, machine(id), to, 5),
    ]
    const ways = [...over('braider', 9), ...over('bench', 3), ...over('laser', 5)]
    expect(machinePath(ways, ['loom', 'finish'])).toEqual(['bench-1 > bench-2'])
    const quicker = [...ways, move('one', machine('loom'), to, 9)]
    expect(machinePath(quicker, ['loom', 'finish'])).toEqual(['one'])
    const slower = [...ways, move('one', machine('loom'), to, 11)]
    expect(machinePath(slower, ['loom', 'finish'])).toEqual(['bench-1 > bench-2', 'one'])
  })

  test('takes three moves at most, and turns in no circle', () => {
    const step = (from: string, to: string) => move(`${from}-${to}`, machine(from), machine(to), 1)
    const ring = [step('loom', 'braider'), step('braider', 'laser'), step('laser', 'loom')]
    expect(machinePath(ring, ['loom', 'cut-laser'])).toEqual(['loom-braider > braider-laser'])
    const long = [step('loom', 'braider'), step('braider', 'bench'), step('bench', 'lockstitch')]
    expect(machinePath(long, ['loom', 'sew'])).toEqual(['loom-braider > braider-bench > bench-lockstitch'])
    const longer = [...long, step('lockstitch', 'laser')]
    expect(machinePath(longer, ['loom', 'cut-laser'])).toEqual([])
  })

  test('does not lead on from work that the trade rules out', () => {
    const moves = [
      move('first', machine('loom'), onto('finish', ['woven']), 1),
      move('second', work('finish', ['woven']), onto('laminate'), 1),
    ]
    const rule: Catalogue['rules'][number] = {
      id: 'never',
      text: name,
      basis: 'estimated',
      kind: 'machine',
      machineType: 'loom',
      process: 'finish',
      families: ['woven'],
    }
    expect(machinePath(moves, ['loom', 'laminate'])).toEqual(['first > second'])
    expect(machinePath(moves, ['loom', 'laminate'], [rule])).toEqual([])
  })
})

describe('the route of a firm along paths', () => {
  const moves = [
    move('to-laser', machine('loom'), machine('laser'), 6),
    move('weaver-sewer', people('weaver'), people('sewer'), 4),
    move('sewer-cutter', people('sewer'), people('cutter'), 5),
  ]
  const mill = firm('a', [site({ loom: 2 }, { weaver: 4 })], { workedMaterials: ['woven'] })
  const visorOf = (rules: Catalogue['rules']) =>
    createEngine(changing(moves, rules), { asOf: today, departments: [] })
      .explore(mill)
      .find(({ item }) => item === 'visor')

  test('changes machine and people side by side, each move after the other, and shows them in order', () => {
    const visor = visorOf([])
    expect(visor?.operations.find(({ operation }) => operation === 'cut')).toMatchObject({
      state: 'reoriented',
      reorientations: ['to-laser', 'weaver-sewer', 'sewer-cutter'],
    })
    // 6 days for the machine; 4, then 5 for its people; what they cost adds up.
    expect(visor?.effort).toEqual({ days: 9, keuro: 15, trainingDays: 15 })
  })

  test('is knocked out by what the machine on the way can never do, with the sentence', () => {
    const visor = visorOf(smallCatalogue.rules)
    expect(visor?.rules).toEqual(['no-laser-on-plastic'])
    expect(visor?.operations.find(({ operation }) => operation === 'cut')?.state).toBe('missing')
  })
})
