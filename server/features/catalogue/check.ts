import type { CatalogueProblem } from '@maillage/db/catalogue/problem.ts'
import { catalogueProblems } from '@maillage/db/catalogue/problems.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Fault } from '../../problems/faults.ts'
import { type Changed, overlaid } from './overlay.ts'
import { nameIn, sayProblem } from './problem-words.ts'

/**
 * What would be wrong with a catalogue if changed records were in force: by the checks of the one that ships. Pointers
 * such as `/records/items/mask/grams/value`; what a change breaks elsewhere is named.
 */
export function faultsWith(catalogue: Catalogue, changed: readonly Changed[]): Fault[] {
  const after = overlaid(catalogue, changed)
  return catalogueProblems(after).map(problem => faultOf(problem, after, changed))
}

function faultOf(problem: CatalogueProblem, catalogue: Catalogue, changed: readonly Changed[]): Fault {
  const { kind, id, field } = problem
  const message = sayProblem(problem)
  const isOwn = changed.some(record => record.kind === kind && record.slug === id)
  const name = nameIn(catalogue, kind, id)
  return {
    field: `/records/${kind}/${id}${field}`,
    message: isOwn ? message : { fr: `${name.fr} : ${message.fr}`, en: `${name.en}: ${message.en}` },
  }
}
