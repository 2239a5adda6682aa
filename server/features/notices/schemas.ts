import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, TextSchema, Words } from '../../schemas.ts'
import { Version } from '../tenders/schemas.ts'
import { AwardNoticeContent } from './content.ts'

export const AwardNoticeInput = Type.Object(
  { version: Version, appeals: Words(4000) },
  { additionalProperties: false },
)
export type AwardNoticeInput = Static<typeof AwardNoticeInput>

/** The award notice of a tender for its buyer: as it would be published, or as it was. */
export const AwardNoticeSchema = Type.Object({
  tenderId: Id,
  version: Version,
  /** Whether there is one: the contracts are concluded, and the tender was for everybody to read. */
  applies: Type.Boolean(),
  /** Last day to send it, where the law sets one, and by which article. */
  due: Nullable(Type.Object({ day: Day, article: Type.String() })),
  publishedAt: Nullable(Instant),
  content: AwardNoticeContent,
  /** To paste into BOAMP or TED. */
  text: TextSchema,
})
export type AwardNoticeShown = Static<typeof AwardNoticeSchema>
