/** What firms, sites and departments of a plan are called. */
import type { DB } from '@maillage/db/tables/database.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Kysely } from 'kysely'

const departments = new Map(loadDepartments().map(({ code, name }) => [code, name]))

/** Its code where it is no French department. */
export const departmentName = (code: string): string => departments.get(code) ?? code

export async function namesOf(db: Kysely<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Of the sites of some firms. */
export async function siteNames(db: Kysely<DB>, firmIds: readonly string[]): Promise<Map<string, string>> {
  if (firmIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('site')
    .select(['id', 'name'])
    .where('organisationId', 'in', [...new Set(firmIds)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
