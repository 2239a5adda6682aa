import { parisDate } from '@maillage/server/paris-date.ts'
import type { NeedDraft } from '@maillage/server/features/needs/schemas.ts'
import type { PlanInputBody } from '@maillage/server/features/plans/asked-schemas.ts'
import type { ProfileDraft } from '@maillage/server/features/profile/schemas.ts'

/** A profile as a sewing workshop in Foix would send it. */
export const sewingWorkshop: ProfileDraft = {
  activity: 'Confection de vêtements de travail : coupe, montage, finitions.',
  audience: 'members',
  willing: [],
  unwilling: [],
  minimumOrder: 500,
  usualLeadDays: 14,
  workedMaterials: ['woven-cotton', 'woven-workwear'],
  availability: [],
  distress: null,
  sites: [
    {
      id: null,
      name: 'Atelier de Foix',
      siret: null,
      address: null,
      commune: '09122',
      latitude: null,
      longitude: null,
      cleanRoom: false,
      machines: [
        { type: 'sew-lockstitch', count: 12, hoursPerWeek: 30 },
        { type: 'sew-overlock', count: 6, hoursPerWeek: 30 },
        { type: 'cut-table-knife', count: 2, hoursPerWeek: 30 },
      ],
      workforce: [
        { trade: 't-sew-op', people: 15, hoursPerWeek: 30 },
        { trade: 't-cut-op', people: 3, hoursPerWeek: 30 },
      ],
    },
  ],
  certificates: [],
}

/** What a plan is asked with where nothing is bound. */
export const unbound: PlanInputBody = {
  weeks: 26,
  scenario: 'calm',
  keuro: null,
  lateness: { 1: 30, 2: 10, 3: 3 },
  bounds: { dependence: null, regional: null, recyclable: null, difficultyHours: null, items: [] },
  seconds: 240,
}

/** A day in France, some months from now, so that examples do not grow old. */
export function inDays(days: number): string {
  return parisDate(new Date(Date.now() + days * 86_400_000))
}

/** A complete need for washable masks in two tranches, delivered in Foix. */
export function masksFor(quantity: number): NeedDraft {
  const first = Math.floor(quantity / 2)
  return {
    item: 'mask-uns1-adult',
    family: null,
    claim: 'none',
    quantity,
    sizes: [],
    packaging: null,
    schedule: [
      { due: inDays(60), quantity: first },
      { due: inDays(120), quantity: quantity - first },
    ],
    norms: [],
    wishes: { regionalDepth: 'item', minimumWashes: 20, recyclable: false },
    text: 'Masques en tissu lavables pour les agents du service.',
    maximumPartners: 4,
    visibility: 'members',
    reservedFor: [],
    ceilingCents: null,
    weights: null,
    excludedFirms: [],
    commune: '09122',
    latitude: null,
    longitude: null,
  }
}
