import { type RawBuilder, sql } from 'kysely'
import type { CapacityAsked } from '../capacity.ts'
import { audiencesOf } from '../reader.ts'
import type { SearchQuestion } from '../text-search.ts'
import type { TsQuery } from './tsquery.ts'

/** Documents that a question allows, of any kind. */
export const allowed = (
  { reader, within, capacity, today }: SearchQuestion,
  asked: TsQuery,
): RawBuilder<boolean> => sql<boolean>`(
  ${asked === '' ? sql`true` : sql`vector @@ ${asked}::tsquery`}
  and (audience = any(${audiencesOf(reader)}::text[]) or owner = any(${reader.organisations}::uuid[]))
  and (until is null or until >= ${today}::date)
  ${
    within === null
      ? sql``
      : sql`and search_kilometres(latitude, longitude, ${within.latitude}, ${within.longitude}) <= ${within.kilometres}`
  }
  ${capacity === null ? sql`` : sql`and ${weeklyOf(capacity)} >= ${capacity.weekly}`})`

/** Units a week of the family asked for, by then. */
export const weeklyOf = ({ family, weeks }: CapacityAsked) =>
  sql`search_weekly(capacity, ${family}, ${weeks}::integer)`
