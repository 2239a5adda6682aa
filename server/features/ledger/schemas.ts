import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf } from '../../schemas.ts'

/** Hours of one resource of a site in one week of which something is taken, in whole minutes. */
export const TakenWeekSchema = Type.Object({
  siteId: Id,
  siteName: Type.String(),
  kind: OneOf(['machines', 'people']),
  /** Machine type, or trade. */
  resource: Type.String(),
  /** Its Monday. */
  week: Day,
  /** What the firm declares for the week, closed and longer weeks counted. */
  declared: Type.Integer(),
  committed: Type.Integer(),
  /** By contracts that wait for an answer, and by offers that are sealed or have won and are not signed. */
  held: Type.Integer(),
  /** Tenders of the offers that hold some of it. */
  tenders: Type.Array(Id),
})
export type TakenWeek = Static<typeof TakenWeekSchema>

/** What an organisation has taken of its hours, and for which offers. */
export const HoursTakenSchema = Type.Object({
  weeks: Type.Array(TakenWeekSchema),
  tenders: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      minutes: Type.Integer(),
      /** When the offer binds no more. */
      until: Nullable(Instant),
    }),
  ),
})
export type HoursTaken = Static<typeof HoursTakenSchema>
