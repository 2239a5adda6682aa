import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { ReadNeed } from '@maillage/matching/understanding/needs.ts'
import type { Activity } from '@maillage/matching/understanding/lexicon.ts'
import type { ReadProfile } from '../../reader/words-worker.ts'
import { knownIn } from '../catalogue/known.ts'
import type { NeedsReading, ProfileReading, TownShown } from './schemas.ts'

function townOf(code: string): TownShown[] {
  const town = townByCode(code)
  if (town === undefined) return []
  const { name, department, latitude, longitude } = town
  return [{ code, name, department, latitude, longitude }]
}

/** What was read of a firm, with the names and machines that a page needs to ask about it. */
export function profileAnswer(
  read: ReadProfile,
  catalogue: Catalogue,
  activities: readonly Activity[],
): ProfileReading {
  const names = new Map(activities.map(({ id, name }) => [id, name]))
  const machinesFor = (process: string) =>
    catalogue.machineTypes.flatMap(({ id, processes }) =>
      processes.some(one => one.process === process) ? [id] : [],
    )
  return {
    proposals: read.proposals.map(proposal => ({
      ...proposal,
      machines: proposal.kind === 'process' ? machinesFor(proposal.id) : [],
    })),
    questions: read.questions.map(question => ({
      ...question,
      because: names.get(question.because) ?? { fr: question.because, en: question.because },
    })),
    denied: read.denied,
    makes: read.makes,
    employees: read.employees,
    places: read.places.flatMap(({ code, others, spans }) =>
      townOf(code).map(town => ({ town, others: others.flatMap(townOf), spans })),
    ),
  }
}

/** The needs that were read, with items and families told apart and communes where they are. */
export function needsAnswer(needs: ReadNeed[], catalogue: Catalogue): NeedsReading {
  const { items, families } = knownIn(catalogue)
  return {
    needs: needs.map(({ product, locality, readings, ...need }) => ({
      ...need,
      item: product !== null && items.has(product) ? product : null,
      family: product !== null && families.has(product) ? product : null,
      readings: readings
        .filter(reading => items.has(reading.product))
        .map(reading => ({ item: reading.product, confidence: reading.confidence })),
      town: locality?.kind === 'town' ? (townOf(locality.code)[0] ?? null) : null,
    })),
  }
}
