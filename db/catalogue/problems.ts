/** What must hold in any catalogue, beyond its shape: the one that ships, and any that an operator makes of it. */
import type {
  Catalogue,
  Figure,
  Item,
  Operation,
  Recipe,
  Regime,
  Reorientation,
} from '@maillage/matching/catalogue.ts'
import { isAbout } from '@maillage/matching/reference.ts'
import { canBeDone, doableRecipes, massRatio, obtainable } from './checks.ts'
import { unnamedRegimes } from '../tables/stocks.ts'
import { type Kind, kinds } from './kinds.ts'
import type { CatalogueProblem, CatalogueProblemCode } from './problem.ts'
import { referenceProblems } from './references.ts'

/** Up to 40 % may be lost: shaped parts out of a rectangle. Nothing comes from nowhere: 2 % above stands for rounded grams. */
const LEAST_MASS = 0.6
const MOST_MASS = 1.02
/** Wider than any loom, tenter frame or nonwoven line (estimated: the widest are built for some 6 metres). */
const WIDEST_CM = 1000

/** Everything that is wrong with a catalogue; none is good. What one wrong id causes elsewhere is not told besides. */
export function catalogueProblems(catalogue: Catalogue): CatalogueProblem[] {
  const broken = [
    ...referenceProblems(catalogue),
    ...catalogue.recipes.flatMap(graphProblems),
    ...figureProblems(catalogue),
  ]
  if (broken.length > 0) return broken
  const doable = doableRecipes(catalogue)
  const items = new Map(catalogue.items.map(item => [item.id, item]))
  return [
    ...itemProblems(catalogue, doable),
    ...catalogue.recipes.flatMap(recipe => recipeProblems(catalogue, recipe, items, doable.has(recipe))),
    ...catalogue.reorientations.flatMap(one => reorientationProblems(catalogue, one)),
    ...idleMachines(catalogue),
    ...catalogue.regimes.flatMap(regime => regimeProblems(catalogue, regime)),
  ]
}

const at =
  (kind: Kind, id: string) =>
  (code: CatalogueProblemCode, field: string, about = '') => ({
    code,
    kind,
    id,
    field,
    about,
  })

/** Operations that wait for each other, and recipes that end in several places or in none. */
export function graphProblems(recipe: Recipe): CatalogueProblem[] {
  const problem = at('recipes', recipe.id)
  const problems: CatalogueProblem[] = []
  const ids = new Set<string>()
  recipe.operations.forEach(({ id }, position) => {
    if (ids.has(id)) problems.push(problem('twice', `/operations/${position}/id`, id))
    ids.add(id)
  })
  recipe.operations.forEach(({ after }, position) => {
    for (const [place, id] of after.entries())
      if (!ids.has(id)) problems.push(problem('unknown', `/operations/${position}/after/${place}`, id))
  })
  const done = new Set<string>()
  for (let before = -1; before < done.size;) {
    before = done.size
    for (const { id, after } of recipe.operations) if (after.every(other => done.has(other))) done.add(id)
  }
  const waiting = recipe.operations.findIndex(({ id }) => !done.has(id))
  if (problems.length === 0 && waiting >= 0)
    problems.push(
      problem('circle', `/operations/${waiting}/after`, recipe.operations[waiting]?.name.fr ?? ''),
    )
  const awaited = new Set(recipe.operations.flatMap(operation => operation.after))
  const last = recipe.operations.filter(operation => !awaited.has(operation.id))
  if (problems.length === 0 && last.length !== 1)
    problems.push(problem('loose-ends', '/operations', last.map(({ id }) => id).join(', ')))
  return problems
}

function figureProblems(catalogue: Catalogue): CatalogueProblem[] {
  return kinds.flatMap(kind =>
    catalogue[kind].flatMap(record =>
      figuresWith(record, '').flatMap(({ figure, field }) => {
        const { value, low = value, high = value } = figure
        const problem = at(kind, record.id)
        return [
          ...(low > value || value > high ? [problem('not-between', field)] : []),
          ...(field.endsWith('/centsPerThousand') && !Number.isInteger(value)
            ? [problem('not-whole-cents', field)]
            : []),
          ...(field.endsWith('/limits/widthCm') && value > WIDEST_CM
            ? [problem('too-wide', field, String(WIDEST_CM))]
            : []),
        ]
      }),
    ),
  )
}

function figuresWith(value: unknown, field: string): { figure: Figure; field: string }[] {
  if (typeof value !== 'object' || value === null) return []
  if (isFigure(value)) return [{ figure: value, field }]
  return Object.entries(value).flatMap(([key, within]) => figuresWith(within, `${field}/${key}`))
}

const isFigure = (value: object): value is Figure =>
  'value' in value && 'basis' in value && typeof value.value === 'number'

/** A product is whole, can be had, and each way to sell it has a recipe; those of the past alone may lack one. */
function itemProblems(catalogue: Catalogue, doable: ReadonlySet<Recipe>): CatalogueProblem[] {
  const had = obtainable(catalogue, true, doable)
  const hadRegionally = obtainable(catalogue, false, doable)
  const claims = new Set(catalogue.recipes.flatMap(({ item, claims }) => claims.map(one => `${item} ${one}`)))
  const lacks = (item: Item): (keyof Item)[] => [
    ...(item.family === null ? (['family'] as const) : []),
    ...(item.composition === null ? (['composition'] as const) : []),
    ...(item.endOfLife === null ? (['endOfLife'] as const) : []),
    ...(item.compliance.length === 0 ? (['compliance'] as const) : []),
  ]
  const ofItems = catalogue.items.flatMap(item => {
    const problem = at('items', item.id)
    if (item.historic) return []
    const isProduct = item.kind === 'product'
    const lacking = isProduct ? lacks(item) : []
    return [
      ...lacking.map(field => problem('missing', `/${field}`, field)),
      ...(isProduct && item.outside !== null ? [problem('sold-ready-made', '/outside')] : []),
      ...(had.has(item.id) && hadRegionally.has(item.id) ? [] : [problem('not-obtainable', '')]),
      ...(isProduct
        ? item.compliance.flatMap(({ claim }, place) =>
            claims.has(`${item.id} ${claim}`)
              ? []
              : [problem('no-recipe-for-claim', `/compliance/${place}/claim`, claim)],
          )
        : []),
    ]
  })
  const offered = new Set(catalogue.items.filter(item => !item.historic).map(({ family }) => family))
  return [
    ...ofItems,
    ...catalogue.families
      .filter(({ id }) => !offered.has(id))
      .map(({ id }) => at('families', id)('nothing-offered', '')),
  ]
}

function recipeProblems(
  catalogue: Catalogue,
  recipe: Recipe,
  items: Map<string, Item>,
  isDoable: boolean,
): CatalogueProblem[] {
  const problem = at('recipes', recipe.id)
  const ratio = massRatio(recipe, items)
  const ofOperation = (operation: Operation, position: number): CatalogueProblem[] => {
    const field = `/operations/${position}`
    const { coarsest, finest } = operation.limits?.gauge ?? {}
    return [
      ...(isDoable || canBeDone(catalogue, recipe.item, operation)
        ? []
        : [problem('nobody-can', `${field}/methods`, operation.name.fr)]),
      ...operation.methods.flatMap(({ machineMinutes, labourMinutes }, place) =>
        machineMinutes.value + labourMinutes.value === 0
          ? [problem('no-time', `${field}/methods/${place}/labourMinutes`, operation.name.fr)]
          : [],
      ),
      ...(coarsest !== undefined && finest !== undefined && coarsest.value > finest.value
        ? [problem('gauge', `${field}/limits/gauge`)]
        : []),
    ]
  }
  return [
    ...recipe.operations.flatMap(ofOperation),
    ...(ratio >= LEAST_MASS && ratio <= MOST_MASS
      ? []
      : [problem('mass', '/operations', Number.isFinite(ratio) ? String(Math.round(ratio * 100)) : '')]),
  ]
}

function reorientationProblems(catalogue: Catalogue, one: Reorientation): CatalogueProblem[] {
  const problem = at('reorientations', one.id)
  const { to, rampUp } = one
  const grows = rampUp.every((share, week) => week === 0 || share > (rampUp[week - 1] ?? 1))
  return [
    ...(reaches(catalogue, to) ? [] : [problem('reaches-nothing', '/to')]),
    ...(grows ? [] : [problem('not-growing', '/rampUp')]),
  ]
}

function reaches(catalogue: Catalogue, to: Reorientation['to']): boolean {
  if ('trade' in to) return catalogue.processes.some(({ trades }) => trades.includes(to.trade))
  if ('machineType' in to)
    return catalogue.machineTypes.some(({ id, processes }) => id === to.machineType && processes.length > 0)
  return catalogue.recipes.some(
    recipe =>
      (to.item === null || to.item === recipe.item) &&
      recipe.operations.some(
        ({ methods, materialFamily }) =>
          (to.families === null || materialFamily === null || to.families.includes(materialFamily)) &&
          methods.some(method => method.process === to.process),
      ),
  )
}

/** Machine types that do nothing as they stand, and cannot come to. */
function idleMachines({ machineTypes, reorientations }: Catalogue): CatalogueProblem[] {
  const reoriented = new Set(
    reorientations.flatMap(({ from }) => ('machineType' in from ? [from.machineType] : [])),
  )
  return machineTypes
    .filter(({ id, processes }) => processes.length === 0 && !reoriented.has(id))
    .map(({ id }) => at('machineTypes', id)('idle', '/processes'))
}

/** A regime holds on days of the calendar, and changes what somebody sells some of its products with. */
function regimeProblems({ items }: Catalogue, regime: Regime): CatalogueProblem[] {
  const problem = at('regimes', regime.id)
  const { from, until, afterwards, changes } = regime
  const dates = [
    ['/from', from],
    ['/until', until],
    ['/afterwards/until', afterwards?.until ?? null],
  ] as const
  const isTaken = unnamedRegimes.some(name => name === regime.id)
  const noDates = dates.flatMap(([field, date]) =>
    date === null || isDate(date) ? [] : [problem('no-date', field, date)],
  )
  if (noDates.length > 0) return noDates
  const about = items.filter(item => isAbout(regime, item))
  const claims = changes.map(({ claim }) => claim)
  return [
    ...(isTaken ? [problem('twice', '/id', regime.id)] : []),
    ...(from !== null && until !== null && until < from ? [problem('ends-before', '/until')] : []),
    ...(until !== null && afterwards !== null && afterwards.until !== null && afterwards.until < until
      ? [problem('ends-before', '/afterwards/until')]
      : []),
    ...(about.length === 0 ? [problem('about-nothing', '/items')] : []),
    ...changes.flatMap(({ claim }, place) => [
      ...(claims.indexOf(claim) < place ? [problem('twice', `/changes/${place}/claim`, claim)] : []),
      ...(about.length === 0 || about.some(({ compliance }) => compliance.some(way => way.claim === claim))
        ? []
        : [problem('claim-not-served', `/changes/${place}/claim`, claim)]),
    ]),
  ]
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
