import { loadDepartments } from '@maillage/db/towns/departments.ts'
import { normalise } from '@maillage/db/towns/normalise.ts'
import { InputError } from './input.ts'
import type { Options } from './options.ts'

/** Region of an analysis where none is named. */
const USUAL_REGION = 'Occitanie'

/** Codes of the departments of the region named. */
export function departmentsOption({ region = USUAL_REGION }: Options): string[] {
  const departments = loadDepartments()
  const codes = departments
    .filter(department => normalise(department.region) === normalise(region))
    .map(({ code }) => code)
  if (codes.length > 0) return codes
  const names = [...new Set(departments.map(department => department.region))].sort()
  throw new InputError([`--region is one of ${names.join(', ')}, not "${region}".`])
}
