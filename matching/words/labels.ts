/** Names of the engine's own words, in both languages, for every page, message and export. */
import type { RegionalDepth } from '../demand.ts'
import type { CriterionId, Member, Mode, OperationState } from '../match.ts'
import type { Text } from '../catalogue.ts'
import type { DistressBand } from '../supply.ts'

export const criterionNames: Record<CriterionId, Text> = {
  coverage: { fr: 'Couverture', en: 'Coverage' },
  capacity: { fr: 'Capacité', en: 'Capacity' },
  'lead-time': { fr: 'Délai', en: 'Lead time' },
  compliance: { fr: 'Conformité', en: 'Compliance' },
  'know-how': { fr: 'Savoir-faire', en: 'Know-how' },
  proximity: { fr: 'Proximité', en: 'Proximity' },
  jobs: { fr: 'Emploi', en: 'Jobs' },
  sustainability: { fr: 'Durabilité', en: 'Sustainability' },
  reliability: { fr: 'Fiabilité', en: 'Reliability' },
  cost: { fr: 'Coût estimé', en: 'Estimated cost' },
}

/** What each criterion looks at, in one line. */
export const criterionDescriptions: Record<CriterionId, Text> = {
  coverage: {
    fr: 'Part des opérations nécessaires que le partenariat sait faire ou faire faire.',
    en: 'Share of the operations needed that the partnership can do or have done.',
  },
  capacity: {
    fr: 'Quantité livrable à chaque échéance, par les machines et les personnes libres.',
    en: 'Quantity that can be delivered by each due date with the free machines and people.',
  },
  'lead-time': {
    fr: 'Avance ou retard de la dernière livraison sur l’échéance.',
    en: 'How early or late the last delivery is against the due date.',
  },
  compliance: {
    fr: 'Preuves de conformité détenues, ou que l’on peut obtenir à temps.',
    en: 'Proofs of conformity held, or that can be obtained in time.',
  },
  'know-how': {
    fr: 'Ressemblance avec ce que les entreprises font aujourd’hui : procédés, matières, preuves.',
    en: 'Likeness to what the firms do today: processes, materials, proofs.',
  },
  proximity: {
    fr: 'Kilomètres le long de la chaîne, jusqu’au lieu de livraison.',
    en: 'Kilometres along the chain, up to the place of delivery.',
  },
  jobs: {
    fr: 'Personnes occupées par ce besoin, structures d’insertion et adaptées.',
    en: 'People put to work by this need, inclusive structures.',
  },
  sustainability: {
    fr: 'Recyclable, lavages, part du travail et des matières dans la région.',
    en: 'Recyclable, washes, share of work and materials from the region.',
  },
  reliability: {
    fr: 'Fraîcheur du profil, preuves vérifiées, et promesses tenues : échéances, lots, réponses.',
    en: 'Freshness of the profile, verified proofs, and promises kept: due dates, lots, answers.',
  },
  cost: {
    fr: 'Coût estimé du travail, des matières, du transport et de la réorientation : une estimation, pas un prix.',
    en: 'Estimated cost of work, materials, transport and reorientation: an estimate, not a price.',
  },
}

/** How hard a firm is hit, as it may be published: in the course of a sentence. */
export const distressBandNames: Record<DistressBand, Text> = {
  low: { fr: 'activité un peu en baisse', en: 'activity slightly down' },
  medium: { fr: 'activité en baisse', en: 'activity down' },
  high: { fr: 'activité en forte baisse', en: 'activity sharply down' },
}

export const modeNames: Record<Mode, Text> = {
  direct: { fr: 'Dès aujourd’hui', en: 'As it stands' },
  reoriented: { fr: 'Après réorientation', en: 'After a reorientation' },
}

export const operationStateNames: Record<OperationState, Text> = {
  ...modeNames,
  missing: { fr: 'À trouver chez un partenaire', en: 'To be found at a partner' },
}

export const roleNames: Record<Member['role'], Text> = {
  partner: { fr: 'Partenaire', en: 'Partner' },
  supplier: { fr: 'Fournisseur', en: 'Supplier' },
  laboratory: { fr: 'Laboratoire', en: 'Laboratory' },
}

export const regionalDepthNames: Record<RegionalDepth, Text> = {
  item: { fr: 'Le produit', en: 'The product' },
  'first-inputs': { fr: 'Le produit et ses premières matières', en: 'The product and its first inputs' },
  all: { fr: 'Toute la chaîne', en: 'The whole chain' },
}
