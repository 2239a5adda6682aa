import type { Catalogue, Reorientation } from '@maillage/matching/catalogue.ts'
import { type Kind, kinds } from './kinds.ts'
import type { CatalogueProblem } from './problem.ts'

/** Something named in a record: where, of which kind, and by which id. */
interface Reference {
  field: string
  kind: Kind
  id: string
}

const named = (kind: Kind, field: string, id: string): Reference[] => [{ kind, field, id }]
const listed = (kind: Kind, field: string, ids: readonly string[]): Reference[] =>
  ids.map((id, place) => ({ kind, field: `${field}/${place}`, id }))
const maybe = (kind: Kind, field: string, id: string | null): Reference[] =>
  id === null ? [] : named(kind, field, id)

function endOf(field: string, end: Reorientation['from'] | Reorientation['to']): Reference[] {
  if ('machineType' in end) return named('machineTypes', `${field}/machineType`, end.machineType)
  if ('trade' in end) return named('trades', `${field}/trade`, end.trade)
  return [
    ...named('processes', `${field}/process`, end.process),
    ...listed('materialFamilies', `${field}/families`, end.families ?? []),
    ...('item' in end ? maybe('items', `${field}/item`, end.item) : []),
  ]
}

/** What each record of a kind names of other records. */
const naming: { [K in Kind]: (record: Catalogue[K][number]) => Reference[] } = {
  families: () => [],
  materialFamilies: () => [],
  items: ({ family, materialFamily, compliance }) => [
    ...maybe('families', '/family', family),
    ...maybe('materialFamilies', '/materialFamily', materialFamily),
    ...compliance.flatMap(({ norms }, place) => listed('norms', `/compliance/${place}/norms`, norms)),
  ],
  recipes: ({ item, operations }) => [
    ...named('items', '/item', item),
    ...operations.flatMap(({ methods, inputs, materialFamily }, position) => [
      ...methods.flatMap(({ process }, place) =>
        named('processes', `/operations/${position}/methods/${place}/process`, process),
      ),
      ...inputs.flatMap((input, place) =>
        named('items', `/operations/${position}/inputs/${place}/item`, input.item),
      ),
      ...maybe('materialFamilies', `/operations/${position}/materialFamily`, materialFamily),
    ]),
  ],
  processes: ({ trades }) => listed('trades', '/trades', trades),
  machineTypes: ({ processes }) =>
    processes.flatMap(({ process, families }, place) => [
      ...named('processes', `/processes/${place}/process`, process),
      ...(typeof families === 'string'
        ? []
        : listed('materialFamilies', `/processes/${place}/families`, families)),
    ]),
  trades: ({ usualMachines }) =>
    usualMachines.flatMap(({ machineType, families }, place) => [
      ...named('machineTypes', `/usualMachines/${place}/machineType`, machineType),
      ...listed('materialFamilies', `/usualMachines/${place}/families`, families ?? []),
    ]),
  reorientations: ({ from, to }) => [...endOf('/from', from), ...endOf('/to', to)],
  rules: rule =>
    rule.kind === 'machine'
      ? [
          ...named('machineTypes', '/machineType', rule.machineType),
          ...named('processes', '/process', rule.process),
          ...listed('materialFamilies', '/families', rule.families ?? []),
        ]
      : [...named('materialFamilies', '/family', rule.family), ...listed('items', '/items', rule.items)],
  norms: () => [],
  regimes: ({ items, families, changes }) => [
    ...listed('items', '/items', items),
    ...listed('families', '/families', families),
    ...changes.flatMap(({ norms }, place) => listed('norms', `/changes/${place}/norms`, norms ?? [])),
  ],
}

/** What the records of a kind name. */
const namedBy: { [K in Kind]: (catalogue: Catalogue) => { id: string; references: Reference[] }[] } = {
  families: catalogue => each(catalogue.families, naming.families),
  materialFamilies: catalogue => each(catalogue.materialFamilies, naming.materialFamilies),
  items: catalogue => each(catalogue.items, naming.items),
  recipes: catalogue => each(catalogue.recipes, naming.recipes),
  processes: catalogue => each(catalogue.processes, naming.processes),
  machineTypes: catalogue => each(catalogue.machineTypes, naming.machineTypes),
  trades: catalogue => each(catalogue.trades, naming.trades),
  reorientations: catalogue => each(catalogue.reorientations, naming.reorientations),
  rules: catalogue => each(catalogue.rules, naming.rules),
  norms: catalogue => each(catalogue.norms, naming.norms),
  regimes: catalogue => each(catalogue.regimes, naming.regimes),
}

function each<T extends { id: string }>(records: readonly T[], namedIn: (record: T) => Reference[]) {
  return records.map(record => ({ id: record.id, references: namedIn(record) }))
}

/** Ids that are used but not defined, and ids defined twice. */
export function referenceProblems(catalogue: Catalogue): CatalogueProblem[] {
  const defined = new Map(kinds.map(kind => [kind, new Set(catalogue[kind].map(({ id }) => id))]))
  const twice = kinds.flatMap(kind =>
    catalogue[kind]
      .filter(({ id }, place) => catalogue[kind].findIndex(other => other.id === id) < place)
      .map(({ id }): CatalogueProblem => ({ code: 'twice', kind, id, field: '/id', about: id })),
  )
  const unknown = kinds.flatMap(kind =>
    namedBy[kind](catalogue).flatMap(({ id, references }) =>
      references
        .filter(reference => defined.get(reference.kind)?.has(reference.id) !== true)
        .map(({ field, id: about }): CatalogueProblem => ({ code: 'unknown', kind, id, field, about })),
    ),
  )
  return [...twice, ...unknown, ...editionProblems(catalogue)]
}

function editionProblems({ norms }: Catalogue): CatalogueProblem[] {
  return norms.flatMap(norm =>
    norm.editions.flatMap(({ edition, replacedBy }, place): CatalogueProblem[] => {
      const isKnown =
        replacedBy === null ||
        norms.some(other => other.id === replacedBy && other !== norm) ||
        norm.editions.some(other => other.edition === replacedBy && other.edition !== edition)
      return isKnown
        ? []
        : [
            {
              code: 'unknown',
              kind: 'norms',
              id: norm.id,
              field: `/editions/${place}/replacedBy`,
              about: replacedBy,
            },
          ]
    }),
  )
}
