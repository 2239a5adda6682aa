/** How fast texts are read, and how well: on the annotated texts, and on files of real firms and needs where given. */
import { readText } from '@maillage/matching/understanding/reading.ts'
import { profileFromText } from '@maillage/matching/understanding/profile.ts'
import {
  firmTexts,
  measureTexts,
  needTexts,
  precision,
  recall,
  type Score,
  total,
} from '../understanding/measure.ts'
import { lexicon, needsOf } from '../understanding/read.ts'
import { measureFirms, measureNeeds } from '../understanding/real.ts'
import { rounded } from './measure.ts'
import type { Size } from './region.ts'

/** Files of real firms and needs; null where none is given. */
export interface Files {
  firms: string | null
  needs: string | null
}

const megabyte = 1_000_000

/** Megabytes of UTF-8 a second: of the clock, and of the processor's time, which other programs do not lengthen. */
function speed(texts: string[], seconds: number, turn: (text: string) => unknown) {
  const bytes = texts.map(text => Buffer.byteLength(text))
  const cpu = () => process.cpuUsage().user + process.cpuUsage().system
  // The first megabyte warms up.
  let read = 0
  let began = performance.now()
  let spent = cpu()
  let isWarm = false
  do {
    for (const [index, text] of texts.entries()) {
      turn(text)
      read += bytes[index] ?? 0
    }
    if (!isWarm && read >= megabyte) {
      isWarm = true
      read = 0
      began = performance.now()
      spent = cpu()
    }
  } while (!isWarm || read < megabyte || performance.now() - began < seconds * 1000)
  const clock = read / megabyte / ((performance.now() - began) / 1000)
  return { clock: rounded(clock), processor: rounded(read / (cpu() - spent)) }
}

const shares = (score: Score) => ({
  precision: rounded(precision(score)),
  recall: rounded(recall(score)),
  count: score.right + score.missed,
})

export function benchUnderstand(
  { seconds }: Size,
  tell: (progress: string) => void,
  { firms, needs }: Files,
): Record<string, unknown> {
  const { scores, faults } = measureTexts()
  for (const { text, kind, wrong, missed } of faults) {
    tell(
      `${text}, ${kind}: too much ${wrong.join(', ') || 'nothing'}, missed ${missed.join(', ') || 'nothing'}`,
    )
  }
  const texts = [...firmTexts, ...needTexts].map(({ text }) => text)
  const turns = {
    concepts: (text: string) => readText(text, lexicon),
    profile: (text: string) => profileFromText(text, lexicon),
    needs: (text: string) => needsOf(text),
  }
  const megabytesPerSecond = Object.fromEntries(
    Object.entries(turns).map(([name, turn]) => [name, speed(texts, seconds / 3, turn)]),
  )
  return {
    texts: texts.length,
    megabytesPerSecond,
    all: shares(total(scores)),
    byKind: Object.fromEntries([...scores].map(([kind, score]) => [kind, shares(score)])),
    ...(firms === null ? {} : { realFirms: measureFirms(firms, tell) }),
    ...(needs === null ? {} : { realNeeds: measureNeeds(needs, tell) }),
  }
}
