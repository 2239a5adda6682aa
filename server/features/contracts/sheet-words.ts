import type { Text } from '@maillage/matching/catalogue.ts'
import type { ContractShown } from './schemas.ts'

/** What the sheet of a contract says in its own words. */
export const sheetWords = {
  order: { fr: 'Bon de commande', en: 'Purchase order' },
  framework: { fr: 'Accord-cadre', en: 'Framework agreement' },
  made: { fr: 'État au', en: 'As it stands on' },
  advice: {
    fr: 'Ce document reprend ce que la plateforme a enregistré ; il ne remplace pas les pièces signées.',
    en: 'This paper gives what the platform has recorded; it does not replace what was signed.',
  },
  number: { fr: 'Numéro', en: 'Number' },
  buyer: { fr: 'Acheteur', en: 'Buyer' },
  state: { fr: 'État', en: 'State' },
  concluded: { fr: 'Conclu le', en: 'Concluded on' },
  starts: { fr: 'Début', en: 'Starts' },
  ends: { fr: 'Fin', en: 'Ends' },
  payment: { fr: 'Paiement', en: 'Payment' },
  afterAcceptance: { fr: 'jours après l’acceptation', en: 'days after acceptance' },
  advance: { fr: 'Avance', en: 'Advance' },
  dueOn: { fr: 'pour le', en: 'by' },
  paidOn: { fr: 'payée le', en: 'paid on' },
  total: { fr: 'Total HT', en: 'Total ex tax' },
  most: { fr: 'Maximum HT', en: 'Maximum ex tax' },
  calledOff: { fr: 'Commandé HT', en: 'Called off ex tax' },
  parties: { fr: 'Titulaires', en: 'Holders' },
  name: { fr: 'Entreprise', en: 'Firm' },
  role: { fr: 'Rôle', en: 'Role' },
  share: { fr: 'Part', en: 'Share' },
  prices: { fr: 'Prix', en: 'Prices' },
  item: { fr: 'Article', en: 'Item' },
  size: { fr: 'Taille', en: 'Size' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  price: { fr: 'Prix HT', en: 'Price ex tax' },
  per: { fr: 'les', en: 'per' },
  schedule: { fr: 'À livrer', en: 'To be delivered' },
  due: { fr: 'Livraison', en: 'Delivery' },
  amount: { fr: 'Montant HT', en: 'Amount ex tax' },
  options: { fr: 'Options', en: 'Options' },
  exerciseBy: { fr: 'À exercer avant le', en: 'To be exercised by' },
  exercised: { fr: 'exercée', en: 'exercised' },
  none: { fr: 'Rien n’est commandé.', en: 'Nothing is ordered.' },
} satisfies Record<string, Text>

export const stateWords: Record<ContractShown['state'], Text> = {
  proposed: { fr: 'proposé, en attente de réponse', en: 'proposed, waiting for an answer' },
  'in-force': { fr: 'en vigueur', en: 'in force' },
  completed: { fr: 'achevé', en: 'completed' },
  declined: { fr: 'décliné', en: 'declined' },
  withdrawn: { fr: 'retiré', en: 'withdrawn' },
  terminated: { fr: 'résilié', en: 'terminated' },
}

export const roleWords: Record<ContractShown['parties'][number]['role'], Text> = {
  partner: { fr: 'cotraitant', en: 'partner' },
  subcontractor: { fr: 'sous-traitant', en: 'subcontractor' },
  supplier: { fr: 'fournisseur', en: 'supplier' },
  laboratory: { fr: 'laboratoire', en: 'laboratory' },
}

/** The lead of several partners; and a holder that has none. */
export const leadWords: Text = { fr: 'mandataire', en: 'lead' }
export const aloneWords: Text = { fr: 'titulaire', en: 'holder' }
