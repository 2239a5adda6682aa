import { type Static, Type } from 'typebox'
import { Day, Instant, Nullable, OneOf } from '../../schemas.ts'

const Named = Type.Object({ name: Type.String(), siren: Nullable(Type.String()) })

/** To whom the lots of a tender went, as everybody may read. Cents are ex tax. */
export const AwardNoticeContent = Type.Object({
  buyer: Named,
  title: Type.String(),
  procedure: OneOf(['without-publicity', 'adapted', 'formal', 'quotes']),
  criteria: Type.Array(Type.Object({ name: Type.String(), weight: Type.Integer() })),
  lots: Type.Array(
    Type.Object({
      number: Type.Integer(),
      title: Type.String(),
      /** How many offers were received for it. */
      offers: Type.Integer(),
      /** Empty where it went to nobody. */
      holders: Type.Array(Named),
      cents: Nullable(Type.Integer()),
      concludedOn: Nullable(Day),
    }),
  ),
  /** Before whom, how and until when the award may be contested, in the buyer’s words. */
  appeals: Type.String(),
})
export type AwardNoticeContent = Static<typeof AwardNoticeContent>

/** A notice as it was published. */
export const PublishedNotice = Type.Object({ publishedAt: Instant, content: AwardNoticeContent })
export type PublishedNotice = Static<typeof PublishedNotice>
