/** Reads which articles may be collected at the end of their life, into what they are recycled, and what the law asks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, type TSchema, Type } from 'typebox'
import { readRecords } from '../catalogue/load.ts'

const closed = { additionalProperties: false } as const
const Text = Type.Object({ fr: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)

const StreamsSchema = Type.Object(
  {
    /** Materials that are collected apart: the item of the catalogue that they are as used articles, and what is made of them. */
    streams: Type.Array(
      Type.Object({ id: Type.String(), name: Text, used: Type.String(), material: Type.String() }, closed),
    ),
    /** Into which stream each product goes, or why into none. By composition and practice of the trade: estimates. */
    articles: Type.Array(
      Type.Object(
        { item: Type.String(), stream: Type.Union([Type.String(), Type.Null()]), why: Text },
        closed,
      ),
    ),
  },
  closed,
)
export type Streams = Static<typeof StreamsSchema>
export type Stream = Streams['streams'][number]

const LawSchema = Type.Array(
  Type.Object(
    {
      id: Type.String(),
      /** The day from which it applies. */
      since: Type.String(),
      text: Text,
      source: Type.Object({ title: Type.String(), address: Type.String(), readOn: Type.String() }, closed),
    },
    closed,
  ),
)
export type RecyclingLaw = Static<typeof LawSchema>

function read<Schema extends TSchema>(schema: Schema, file: string): Static<Schema> {
  return readRecords(schema, file, readFileSync(join(import.meta.dirname, file), 'utf8'))
}

/** The streams that ship; throws where the file is not as expected, or an article goes into none that there is. */
export function loadStreams(): Streams {
  const found = read(StreamsSchema, 'streams.json')
  const known = new Set(found.streams.map(({ id }) => id))
  const lost = found.articles.find(({ stream }) => stream !== null && !known.has(stream))
  if (lost !== undefined) throw new Error(`${lost.item} goes into a stream that there is not: ${lost.stream}`)
  return found
}

/** What the law asks of used articles, each with its source and the day it was read. */
export const loadRecyclingLaw = (): RecyclingLaw => read(LawSchema, 'law.json')
