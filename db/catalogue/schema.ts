/** Shapes of the catalogue's data files, checked when they are read: `load.ts` needs no cast to return a `Catalogue`. */
import { type TNumberOptions, type TProperties, type TSchema, Type } from 'typebox'

const strict = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A figure within bounds, low and high included; a source is a web address. */
const figure = (bounds: TNumberOptions) => {
  const range = {
    value: Type.Number(bounds),
    low: Type.Optional(Type.Number(bounds)),
    high: Type.Optional(Type.Number(bounds)),
  }
  return Type.Union([
    strict({ ...range, basis: Type.Literal('sourced'), source: Type.String({ pattern: '^https?://' }) }),
    strict({ ...range, basis: Type.Literal('estimated') }),
  ])
}

const Amount = figure({ minimum: 0 })
const Positive = figure({ exclusiveMinimum: 0 })
const Minutes = figure({ minimum: 0, exclusiveMaximum: 600 })
const Days = figure({ minimum: 0, maximum: 720 })
const Share = figure({ exclusiveMinimum: 0, maximum: 1 })

const Id = Type.String({ pattern: '^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$' })
const Ids = Type.Array(Id, { uniqueItems: true })
const Words = Type.String({ pattern: '^\\S(.*\\S)?$' })
const IsoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Text = strict({ fr: Words, en: Words })
const Synonyms = Type.Array(Words, { minItems: 1, uniqueItems: true })
const named = { id: Id, name: Text, synonyms: strict({ fr: Synonyms, en: Synonyms }) }
const ClaimName = Type.Enum(['protects-patient', 'protects-wearer', 'none'])
const Claims = Type.Array(ClaimName, { minItems: 1, uniqueItems: true })

const Named = strict(named)

const Compliance = strict({
  claim: ClaimName,
  regulation: Text,
  norms: Ids,
  attestation: Type.Enum(['self', 'report', 'notified-body']),
  days: Days,
})

const Item = strict({
  ...named,
  kind: Type.Enum(['product', 'component', 'material']),
  family: nullable(Id),
  asked: Type.Optional(Share),
  unit: Type.Enum(['piece', 'pair', 'm', 'm2', 'kg', 'l']),
  materialFamily: nullable(Id),
  grams: Positive,
  sizes: Type.Array(Words, { uniqueItems: true }),
  packagings: Type.Array(strict({ id: Id, name: Text, count: Type.Number({ exclusiveMinimum: 0 }) })),
  cpv: nullable(Type.String({ pattern: '^\\d{8}$' })),
  composition: nullable(Text),
  washes: nullable(Positive),
  recyclable: Type.Enum(['yes', 'partly', 'no']),
  endOfLife: nullable(Text),
  compliance: Type.Array(Compliance),
  outside: nullable(
    strict({ leadDays: Days, centsPerThousand: Positive, dependence: Type.Enum(['low', 'medium', 'high']) }),
  ),
  historic: Type.Boolean(),
})

const WorkLimits = strict({
  widthCm: Type.Optional(Positive),
  gauge: Type.Optional(strict({ coarsest: Positive, finest: Positive })),
})

const Operation = strict({
  id: Id,
  name: Text,
  methods: Type.Array(strict({ process: Id, machineMinutes: Minutes, labourMinutes: Minutes }), {
    minItems: 1,
  }),
  after: Ids,
  inputs: Type.Array(strict({ item: Id, quantity: Positive })),
  materialFamily: nullable(Id),
  yield: Share,
  cleanRoom: Type.Boolean(),
  limits: Type.Optional(WorkLimits),
})

const Recipe = strict({
  id: Id,
  item: Id,
  name: Text,
  claims: Claims,
  operations: Type.Array(Operation, { minItems: 1 }),
})

const Process = strict({
  ...named,
  stage: Type.Enum(['fibre', 'fabric', 'finish', 'cut', 'join', 'plastic', 'liquid', 'care', 'test', 'pack']),
  byHand: Type.Boolean(),
  auxiliary: Type.Optional(Type.Boolean()),
  trades: Ids,
  outside: nullable(strict({ days: Days, centsPerThousand: Positive })),
})

const MachineType = strict({
  ...named,
  processes: Type.Array(
    strict({ process: Id, speed: Positive, families: Type.Union([Type.Enum(['any', 'worked']), Ids]) }),
  ),
  operators: Positive,
})

const Trade = strict({
  ...named,
  rome: nullable(strict({ code: Type.String({ pattern: '^[A-N]\\d{4}$' }), verified: Type.Boolean() })),
  usualMachines: Type.Array(strict({ machineType: Id, families: nullable(Ids), share: Share })),
})

const places = [strict({ machineType: Id }), strict({ trade: Id })]
const work = { process: Id, families: nullable(Ids) }

const Reorientation = strict({
  id: Id,
  from: Type.Union([...places, strict(work)]),
  to: Type.Union([...places, strict({ ...work, item: nullable(Id) })]),
  name: Text,
  days: Days,
  keuro: Amount,
  trainingDays: Amount,
  rampUp: Type.Array(Type.Number({ exclusiveMinimum: 0, maximum: 1 }), { minItems: 1 }),
  speed: Positive,
})

const Basis = Type.Union([
  Type.Literal('estimated'),
  strict({ source: Type.String({ pattern: '^https?://' }) }),
])
const rule = { id: Id, text: Text, basis: Basis }
const Rule = Type.Union([
  strict({
    ...rule,
    kind: Type.Literal('machine'),
    machineType: Id,
    process: Id,
    families: nullable(Ids),
  }),
  strict({ ...rule, kind: Type.Literal('own-material'), family: Id, items: Ids }),
])

const Norm = strict({
  ...named,
  editions: Type.Array(
    strict({
      edition: Words,
      validFrom: IsoDate,
      status: Type.Enum(['current', 'replaced', 'historic']),
      replacedBy: nullable(Words),
      citation: nullable(Words),
    }),
    { minItems: 1 },
  ),
  scope: Type.Enum(['product-model', 'complexe', 'site', 'quality-system']),
  who: Text,
  days: Days,
  keuro: Amount,
  validityMonths: nullable(Type.Integer({ minimum: 1 })),
})

const Regime = strict({
  id: Id,
  name: Text,
  kind: Type.Enum(['eu-emergency', 'national-derogation']),
  from: nullable(IsoDate),
  until: nullable(IsoDate),
  items: Ids,
  families: Ids,
  changes: Type.Array(
    strict({
      claim: ClaimName,
      norms: nullable(Ids),
      attestation: Type.Enum(['self', 'report', 'notified-body', 'authority']),
      days: Days,
      keuro: Amount,
    }),
    { minItems: 1 },
  ),
  afterwards: nullable(strict({ claims: Claims, until: nullable(IsoDate) })),
  note: Text,
  basis: Basis,
})

/** One schema for each data file. */
export const schemas = {
  families: Type.Array(Named),
  materialFamilies: Type.Array(Named),
  items: Type.Array(Item),
  recipes: Type.Array(Recipe),
  processes: Type.Array(Process),
  machineTypes: Type.Array(MachineType),
  trades: Type.Array(Trade),
  reorientations: Type.Array(Reorientation),
  rules: Type.Array(Rule),
  norms: Type.Array(Norm),
  regimes: Type.Array(Regime),
}
