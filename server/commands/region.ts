import { loadDepartments } from '@maillage/db/towns/departments.ts'
import { normalise } from '@maillage/db/towns/normalise.ts'
import { type Options, refused } from './options.ts'

/** Region of an analysis where none is named. */
const USUAL_REGION = 'Occitanie'

/** Codes of the departments of the region named. */
export function departmentsOption(options: Options): string[] {
  const { region = USUAL_REGION } = options
  const departments = loadDepartments()
  const codes = departments
    .filter(department => normalise(department.region) === normalise(region))
    .map(({ code }) => code)
  if (codes.length > 0) return codes
  const names = [...new Set(departments.map(department => department.region))].sort().join(', ')
  throw refused(options, {
    fr: `--region est l’une de ${names}, et non « ${region} ».`,
    en: `--region is one of ${names}, not "${region}".`,
  })
}
