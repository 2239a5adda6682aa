import { type Static, Type } from 'typebox'
import { Id, Instant, Line, Nullable, OneOf, TextSchema, Words } from '../../schemas.ts'
import { DocumentIds, DocumentSchema } from '../documents/schemas.ts'

const closed = { additionalProperties: false } as const

/** What threads are about. A kind more is a line in `subjects.ts`, and its word here. */
export const threadKinds = ['need', 'tender', 'contract', 'group'] as const
export type ThreadKind = (typeof threadKinds)[number]

const Organisation = Type.Object({ id: Id, name: Type.String() })
const SubjectSchema = Type.Object({
  kind: OneOf(threadKinds),
  id: Id,
  /** What it is, in a line. */
  title: TextSchema,
  /** Whether it is the reader's own: where its page is depends on it. */
  own: Type.Boolean(),
})

/** A thread in a list, as one of the organisations that read it sees it. */
export const ThreadSchema = Type.Object({
  id: Id,
  subject: SubjectSchema,
  /** Whether it is the room of a group, and not between two. */
  isRoom: Type.Boolean(),
  /** Who else reads it. */
  with: Type.Array(Organisation),
  last: Type.Object({ text: Type.String(), at: Instant, own: Type.Boolean() }),
  /** Messages of others that nobody of the reader's organisation has seen. */
  unread: Type.Integer(),
})
export type ThreadShown = Static<typeof ThreadSchema>

export const MessageSchema = Type.Object({
  id: Id,
  seq: Type.Integer(),
  own: Type.Boolean(),
  /** Who wrote it, of which organisation. */
  author: Nullable(Type.String()),
  organisation: Organisation,
  at: Instant,
  /** Empty where the operator has hidden it. */
  text: Type.String(),
  /** Why the operator has hidden it. */
  hidden: Nullable(Type.String()),
  /** Whether the reader's organisation has reported it. */
  reported: Type.Boolean(),
  /** Whether all the others have seen it. */
  seen: Type.Boolean(),
  documents: Type.Array(DocumentSchema),
})
export type MessageShown = Static<typeof MessageSchema>

/** A thread with what was written in it, the oldest first. */
export const ConversationSchema = Type.Object({
  thread: ThreadSchema,
  /** Older ones are not in it. */
  more: Type.Boolean(),
  messages: Type.Array(MessageSchema),
})
export type Conversation = Static<typeof ConversationSchema>

const written = { text: Words(8000), documents: DocumentIds }

export const MessageInput = Type.Object(written, closed)
export type MessageInput = Static<typeof MessageInput>

export const ThreadInput = Type.Object(
  {
    subject: Type.Object({ kind: OneOf(threadKinds), id: Id }, closed),
    /** Null: to all who are in the room of a group. */
    to: Nullable(Id),
    ...written,
  },
  closed,
)
export type ThreadInput = Static<typeof ThreadInput>

/** To whom one may write about something, and the thread where one does already. */
export const AboutSchema = Type.Object({
  subject: SubjectSchema,
  isRoom: Type.Boolean(),
  with: Type.Array(Organisation),
  threadId: Nullable(Id),
})
export type About = Static<typeof AboutSchema>

export const ReportInput = Type.Object({ reason: Line(1000) }, closed)

/** A message that somebody has reported, for the operator: that one alone, not what else was written. */
export const ReportSchema = Type.Object({
  message: Type.Object({
    id: Id,
    text: Type.String(),
    at: Instant,
    author: Nullable(Type.String()),
    organisation: Organisation,
    documents: Type.Array(DocumentSchema),
    hidden: Nullable(Type.String()),
  }),
  by: Organisation,
  reason: Type.String(),
  at: Instant,
  settledAt: Nullable(Instant),
})
export type ReportShown = Static<typeof ReportSchema>

export const SettleInput = Type.Object(
  {
    decision: OneOf(['hidden', 'left']),
    /** Due where it is hidden: both sides read it in its place. */
    reason: Nullable(Line(500)),
  },
  closed,
)
export type SettleInput = Static<typeof SettleInput>
