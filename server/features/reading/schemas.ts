import { type Static, Type } from 'typebox'
import { fileKinds } from '../../reader/file.ts'
import { LONGEST_TEXT } from '../../reader/unreadable.ts'
import { Day, Nullable, OneOf, TextSchema, Words } from '../../schemas.ts'
import { ClaimSchema } from '../catalogue/schemas.ts'

/** So many bytes hold the longest text, however its characters are written. */
export const TEXT_BODY_BYTES = 6 * LONGEST_TEXT + 1000

export const TextInput = Type.Object({ text: Words(LONGEST_TEXT, 1) }, { additionalProperties: false })

/** Most bytes of a file. */
export const FILE_BYTES = 10_000_000

export const FileTextSchema = Type.Object({ kind: OneOf(fileKinds), text: Type.String() })

/** Where something stands in the text that was sent, in UTF-16 units. */
const SpanSchema = Type.Object({ start: Type.Integer(), end: Type.Integer(), text: Type.String() })
const spans = Type.Array(SpanSchema)

const Kind = OneOf(['machine', 'trade', 'process', 'material', 'norm'])
const about = { kind: Kind, id: Type.String() }

const TownSchema = Type.Object({
  code: Type.String({ description: 'INSEE code of the commune' }),
  name: Type.String(),
  department: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
})
export type TownShown = Static<typeof TownSchema>

export const ProfileReadingSchema = Type.Object({
  /** What the firm says it has: to keep or drop, one by one. */
  proposals: Type.Array(
    Type.Object({
      ...about,
      count: Nullable(Type.Number()),
      /** Below 0.9 the words were misspelt, and what they stand for is a guess. */
      confidence: Type.Number(),
      /** Said to be no longer so. */
      past: Type.Boolean(),
      /** Machine types that do it, for a process. */
      machines: Type.Array(Type.String()),
      spans,
    }),
  ),
  /** What usually goes with its line of business. Nobody said so: to ask, never to store unasked. */
  questions: Type.Array(
    Type.Object({
      ...about,
      because: TextSchema,
      /** People or machines in a firm of ten to fifteen. */
      count: Nullable(Type.Number()),
      spans,
    }),
  ),
  denied: Type.Array(Type.Object({ ...about, spans })),
  makes: Type.Array(Type.Object({ family: Type.String(), spans })),
  employees: Nullable(Type.Object({ count: Type.Number(), span: SpanSchema })),
  places: Type.Array(Type.Object({ town: TownSchema, others: Type.Array(TownSchema), spans })),
})
export type ProfileReading = Static<typeof ProfileReadingSchema>

const Per = Nullable(OneOf(['day', 'week', 'month']))

export const NeedsReadingSchema = Type.Object({
  needs: Type.Array(
    Type.Object({
      /** What is meant: a product or component, a family, or neither where the words may mean several. */
      item: Nullable(Type.String()),
      family: Nullable(Type.String()),
      /** What the words may mean, the likeliest first. */
      readings: Type.Array(Type.Object({ item: Type.String(), confidence: Type.Number() })),
      /** The least that is asked for, and the most where the text gives two figures. */
      quantity: Nullable(Type.Number()),
      quantityMaximum: Nullable(Type.Number()),
      unit: Nullable(Type.String()),
      per: Per,
      claim: Nullable(ClaimSchema),
      norms: Type.Array(Type.String()),
      /** Where to deliver; its commune where the text names one. */
      place: Nullable(Type.String()),
      town: Nullable(TownSchema),
      deadline: Nullable(Day),
      schedule: Nullable(
        Type.Object({
          per: Per,
          quantity: Nullable(Type.Number()),
          from: Nullable(Day),
          until: Nullable(Day),
          duration: Nullable(Type.Object({ count: Type.Number(), unit: OneOf(['day', 'week', 'month']) })),
          tranches: Type.Array(Type.Object({ quantity: Type.Number(), due: Day })),
        }),
      ),
      washes: Nullable(Type.Number()),
      spans: Type.Partial(
        Type.Object({
          product: spans,
          quantity: spans,
          norms: spans,
          place: spans,
          deadline: spans,
          schedule: spans,
          washes: spans,
        }),
      ),
      /** To be asked for, the most important first. */
      missing: Type.Array(OneOf(['product', 'quantity', 'deadline', 'place', 'claim', 'norms'])),
    }),
  ),
})
export type NeedsReading = Static<typeof NeedsReadingSchema>
