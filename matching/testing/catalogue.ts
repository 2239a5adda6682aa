/**
 * A catalogue small enough to reckon by hand, for the tests of this room. Minutes are round, nothing is lost on the way,
 * and every rule of the trade that the engine knows appears once.
 */
import type {
  Catalogue,
  Figure,
  Item,
  MachineProcess,
  MachineType,
  Norm,
  Operation,
  OutsideSupply,
  Process,
  Recipe,
  Regime,
  Reorientation,
  Text,
  Trade,
} from '../catalogue.ts'

export const figure = (value: number): Figure => ({ value, basis: 'estimated' })
const text = (word: string): Text => ({ fr: word, en: word })
const named = (id: string) => ({ id, name: text(id), synonyms: { fr: [], en: [] } })

const outside = (leadDays: number, centsPerThousand: number): OutsideSupply => ({
  leadDays: figure(leadDays),
  centsPerThousand: figure(centsPerThousand),
  dependence: 'medium',
})

/** A material bought in ten days, unless told otherwise. */
export function item(id: string, differs: Partial<Item> = {}): Item {
  return {
    ...named(id),
    kind: 'material',
    family: null,
    unit: 'm2',
    materialFamily: null,
    grams: figure(100),
    sizes: [],
    packagings: [],
    cpv: null,
    composition: null,
    washes: null,
    recyclable: 'partly',
    endOfLife: null,
    compliance: [],
    outside: outside(10, 100_000),
    historic: false,
    ...differs,
  }
}

const product = (id: string, differs: Partial<Item>) =>
  item(id, { kind: 'product', unit: 'piece', grams: figure(12), outside: null, ...differs })

type Step = Partial<Operation> & { id: string; methods: Operation['methods'] }

const by = (process: string, machineMinutes: number, labourMinutes: number) => ({
  process,
  machineMinutes: figure(machineMinutes),
  labourMinutes: figure(labourMinutes),
})

const takes = (id: string, quantity: number) => ({ item: id, quantity: figure(quantity) })

/** Operations one after the other, unless told otherwise. */
export function recipe(id: string, made: string, claims: Recipe['claims'], steps: Step[]): Recipe {
  return {
    id,
    item: made,
    name: text(id),
    claims,
    operations: steps.map((step, position) => ({
      name: text(step.id),
      after: position === 0 ? [] : [steps[position - 1]?.id ?? ''],
      inputs: [],
      materialFamily: null,
      yield: figure(1),
      cleanRoom: false,
      ...step,
    })),
  }
}

const process = (id: string, stage: Process['stage'], trades: string[], differs: Partial<Process> = {}) => ({
  ...named(id),
  stage,
  byHand: false,
  trades,
  outside: null,
  ...differs,
})

const does = (id: string, families: MachineProcess['families'] = 'any', speed = 1): MachineProcess => ({
  process: id,
  speed: figure(speed),
  families,
})

const machineType = (id: string, ...processes: MachineProcess[]): MachineType => ({
  ...named(id),
  processes,
  operators: figure(1),
})

const trade = (id: string): Trade => ({ ...named(id), rome: null, usualMachines: [] })

function change(
  id: string,
  from: Reorientation['from'],
  to: string,
  days: number,
  differs: Partial<Reorientation> = {},
): Reorientation {
  return {
    id,
    from,
    to: { process: to, families: null, item: null },
    name: text(id),
    days: figure(days),
    keuro: figure(10),
    trainingDays: figure(2),
    rampUp: [0.5],
    speed: figure(1),
    ...differs,
  }
}

function norm(id: string, scope: Norm['scope'], days: number, differs: Partial<Norm> = {}): Norm {
  return {
    ...named(id),
    editions: [
      { edition: '2020', validFrom: '2020-01-01', status: 'current', replacedBy: null, citation: null },
    ],
    scope,
    who: text('laboratory'),
    days: figure(days),
    keuro: figure(2),
    validityMonths: null,
    ...differs,
  }
}

/** Under it an authority authorises gowns for patients in five days, by no norm, from today on until further notice. */
export function regime(id: string, differs: Partial<Regime> = {}): Regime {
  return {
    id,
    name: text(id),
    kind: 'eu-emergency',
    from: '2026-11-23',
    until: null,
    items: ['gown'],
    families: [],
    changes: [
      { claim: 'protects-patient', norms: [], attestation: 'authority', days: figure(5), keuro: figure(3) },
    ],
    afterwards: null,
    note: text(id),
    basis: 'estimated',
    ...differs,
  }
}

const everyClaim: Recipe['claims'] = ['protects-patient', 'protects-wearer', 'none']

const products = [
  product('mask', {
    family: 'masks',
    washes: figure(20),
    compliance: [
      {
        claim: 'none',
        regulation: text('note'),
        norms: ['stack-report'],
        attestation: 'report',
        days: figure(10),
      },
    ],
  }),
  product('mask-child', {
    family: 'masks',
    compliance: [
      {
        claim: 'none',
        regulation: text('note'),
        norms: ['stack-report'],
        attestation: 'report',
        days: figure(10),
      },
    ],
  }),
  product('gown', {
    family: 'gowns',
    washes: figure(50),
    recyclable: 'yes',
    grams: figure(300),
    compliance: [
      { claim: 'none', regulation: text('general'), norms: [], attestation: 'self', days: figure(14) },
      {
        claim: 'protects-patient',
        regulation: text('device'),
        norms: ['gown-norm'],
        attestation: 'report',
        days: figure(45),
      },
    ],
  }),
  product('visor', {
    family: 'visors',
    grams: figure(50),
    compliance: [
      {
        claim: 'protects-wearer',
        regulation: text('equipment'),
        norms: ['visor-norm'],
        attestation: 'notified-body',
        days: figure(60),
      },
    ],
  }),
]

const materials = [
  item('stack', { materialFamily: 'complexe-cotton', outside: outside(10, 300_000) }),
  item('cloth', { materialFamily: 'woven', outside: outside(20, 200_000) }),
  item('barrier-cloth', { materialFamily: 'woven', outside: outside(20, 250_000) }),
  item('felt', { materialFamily: 'nonwoven' }),
  item('yarn', { unit: 'kg', grams: figure(1000), outside: outside(30, 500_000) }),
  item('elastic', { kind: 'component', unit: 'm', grams: figure(2), outside: outside(10, 5_000) }),
  item('sheet', { materialFamily: 'plastic', outside: outside(15, 400_000) }),
]

const make = (id: string, made: string, stack: string) =>
  recipe(
    id,
    made,
    ['none'],
    [
      {
        id: 'cut',
        methods: [by('cut-cnc', 0.2, 0.2), by('cut-die', 0.4, 0.4)],
        inputs: [takes(stack, 0.1)],
        materialFamily: 'complexe-cotton',
      },
      {
        id: 'sew',
        methods: [by('sew', 3, 3)],
        inputs: [takes('elastic', 0.4)],
        materialFamily: 'complexe-cotton',
      },
      { id: 'test', methods: [by('test', 0, 0.01)] },
      { id: 'pack', methods: [by('pack', 0, 0.2)] },
    ],
  )

const recipes = [
  make('mask-sewn', 'mask', 'stack'),
  make('mask-child-sewn', 'mask-child', 'stack'),
  recipe(
    'gown-sewn',
    'gown',
    ['none', 'protects-patient'],
    [
      {
        id: 'cut',
        methods: [by('cut-cnc', 1, 1)],
        inputs: [takes('barrier-cloth', 2.5)],
        materialFamily: 'woven',
      },
      { id: 'sew', methods: [by('sew', 12, 12)], materialFamily: 'woven' },
      { id: 'pack', methods: [by('pack', 0, 1)] },
    ],
  ),
  recipe(
    'visor-cut',
    'visor',
    ['protects-wearer'],
    [
      {
        id: 'cut',
        methods: [by('cut-die', 0.2, 0.2), by('cut-laser', 1, 0.5)],
        inputs: [takes('sheet', 0.07)],
        materialFamily: 'plastic',
      },
      { id: 'assemble', methods: [by('assemble', 0, 1)], inputs: [takes('elastic', 0.3)] },
    ],
  ),
  recipe('stack-laminated', 'stack', everyClaim, [
    {
      id: 'laminate',
      methods: [by('laminate', 0.5, 0.5)],
      inputs: [takes('cloth', 1), takes('felt', 1)],
      materialFamily: 'complexe-cotton',
    },
  ]),
  recipe('cloth-woven', 'cloth', everyClaim, [
    {
      id: 'weave',
      methods: [by('weave', 5, 1)],
      inputs: [takes('yarn', 0.1)],
      materialFamily: 'woven',
      limits: { widthCm: figure(140), gauge: { coarsest: figure(18), finest: figure(28) } },
    },
    { id: 'finish', methods: [by('finish', 0.2, 0.2)], materialFamily: 'woven' },
  ]),
  // The same fabric, but only this way makes it a barrier to liquids, which a gown for patients needs.
  recipe(
    'barrier-cloth-plain',
    'barrier-cloth',
    ['none'],
    [{ id: 'weave', methods: [by('weave', 5, 1)], inputs: [takes('yarn', 0.1)], materialFamily: 'woven' }],
  ),
  recipe(
    'barrier-cloth-dense',
    'barrier-cloth',
    ['protects-patient'],
    [
      { id: 'weave', methods: [by('weave', 10, 2)], inputs: [takes('yarn', 0.15)], materialFamily: 'woven' },
      { id: 'finish', methods: [by('finish', 0.2, 0.2)], materialFamily: 'woven' },
    ],
  ),
  recipe('elastic-braided', 'elastic', everyClaim, [
    { id: 'braid', methods: [by('braid', 0.1, 0.02)], inputs: [takes('yarn', 0.002)], cleanRoom: true },
  ]),
]

/** The small catalogue. */
export const smallCatalogue: Catalogue = {
  version: 'small',
  families: ['masks', 'gowns', 'visors'].map(named),
  materialFamilies: ['woven', 'knit-swim', 'nonwoven', 'plastic', 'complexe-cotton', 'leather'].map(named),
  items: [...products, ...materials],
  recipes,
  processes: [
    process('weave', 'fabric', ['weaver']),
    process('braid', 'fabric', ['weaver']),
    process('finish', 'finish', ['finisher']),
    process('laminate', 'finish', ['finisher']),
    process('cut-cnc', 'cut', ['cutter']),
    process('cut-die', 'cut', ['cutter', 'leather-worker']),
    process('cut-laser', 'cut', ['cutter']),
    process('sew', 'join', ['sewer']),
    process('assemble', 'join', ['sewer', 'leather-worker'], { byHand: true }),
    process('pack', 'pack', [], { byHand: true }),
    process('test', 'test', ['tester'], { outside: { days: figure(7), centsPerThousand: figure(2_000) } }),
  ],
  machineTypes: [
    machineType('loom', does('weave', 'worked')),
    machineType('fast-loom', does('weave', ['woven'], 2)),
    machineType('braider', does('braid')),
    machineType('stenter', does('finish')),
    machineType('laminator', does('laminate')),
    machineType('cutter', does('cut-cnc')),
    machineType('clicker-press', does('cut-die')),
    machineType('laser', does('cut-laser')),
    machineType('lockstitch', does('sew', ['woven', 'complexe-cotton'])),
    machineType('overlock', does('sew', ['woven', 'complexe-cotton'])),
    machineType('walking-foot', does('sew', ['leather'])),
    machineType('bench', does('test')),
  ],
  trades: ['weaver', 'finisher', 'cutter', 'leather-worker', 'sewer', 'tester', 'seller'].map(trade),
  reorientations: [
    change('loom-to-mask-cloth', { machineType: 'loom' }, 'weave', 20, {
      to: { process: 'weave', families: ['woven'], item: null },
    }),
    change('walking-foot-to-light', { machineType: 'walking-foot' }, 'sew', 6, { speed: figure(0.5) }),
    change('leather-worker-to-sewer', { trade: 'leather-worker' }, 'sew', 10),
    change('cutter-to-sewer', { trade: 'cutter' }, 'sew', 30),
  ],
  rules: [
    {
      id: 'no-laser-on-plastic',
      text: text('no-laser-on-plastic'),
      basis: 'estimated',
      kind: 'machine',
      machineType: 'laser',
      process: 'cut-laser',
      families: ['plastic'],
    },
    {
      id: 'swim-knit-is-no-filter',
      text: text('swim-knit-is-no-filter'),
      basis: 'estimated',
      kind: 'own-material',
      family: 'knit-swim',
      items: ['mask', 'stack'],
    },
  ],
  norms: [
    norm('stack-report', 'complexe', 10),
    norm('gown-norm', 'product-model', 30, {
      editions: [
        { edition: '2011', validFrom: '2011-01-01', status: 'replaced', replacedBy: '2019', citation: null },
        { edition: '2019', validFrom: '2019-01-01', status: 'current', replacedBy: null, citation: null },
      ],
    }),
    norm('visor-norm', 'product-model', 30),
    norm('quality-system', 'quality-system', 200),
  ],
  regimes: [],
}
