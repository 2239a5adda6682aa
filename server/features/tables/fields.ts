import type { ImportKind } from '@maillage/db/tables/imports.ts'
import type { Text } from '@maillage/matching/catalogue.ts'

/** What a column may hold, in the order of a template. */
export const fieldsOf = {
  machines: ['site', 'commune', 'thing', 'count', 'hours', 'width', 'gauge', 'least', 'most'],
  needs: ['reference', 'product', 'quantity', 'due', 'commune', 'claim', 'norms', 'washes', 'text'],
} as const satisfies Record<ImportKind, readonly string[]>

export type Field = (typeof fieldsOf)[ImportKind][number]

/** Fields without which no row says anything. */
export const requiredOf: Record<ImportKind, readonly Field[]> = {
  machines: ['thing', 'count'],
  needs: ['product', 'quantity', 'commune'],
}

/** What each field is called at the head of a column. */
export const headingOf: Record<Field, Text> = {
  site: { fr: 'Site', en: 'Site' },
  commune: { fr: 'Commune', en: 'Commune' },
  thing: { fr: 'Machine ou métier', en: 'Machine or trade' },
  count: { fr: 'Nombre', en: 'Count' },
  hours: { fr: 'Heures libres par semaine', en: 'Free hours a week' },
  width: { fr: 'Laize utile (cm)', en: 'Working width (cm)' },
  gauge: { fr: 'Jauge (aiguilles par pouce)', en: 'Gauge (needles an inch)' },
  least: { fr: 'Grammage mini (g/m²)', en: 'Lightest (g/m²)' },
  most: { fr: 'Grammage maxi (g/m²)', en: 'Heaviest (g/m²)' },
  reference: { fr: 'Référence', en: 'Reference' },
  product: { fr: 'Produit', en: 'Product' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  due: { fr: 'Livraison au plus tard', en: 'Delivered by' },
  claim: { fr: 'Personne protégée', en: 'Person protected' },
  norms: { fr: 'Normes', en: 'Norms' },
  washes: { fr: 'Lavages au moins', en: 'Washes at least' },
  text: { fr: 'Précisions', en: 'Details' },
}

/** Words that people write at the head of such a column; as they are compared, without accents. */
export const wordsOf: Record<Field, RegExp> = {
  site: /\b(site|atelier|usine|etablissement|workshop|plant|factory)\b/,
  commune: /\b(commune|ville|town|city|lieu|code postal|cp|insee|adresse|livraison a|place|delivery place)\b/,
  thing: /\b(machines?|metiers?|equipements?|materiels?|type|designation|trade|equipment|poste|parc)\b/,
  count: /\b(nombres?|nb|nbre|qte|quantites?|count|quantity|effectifs?|personnes|people|number)\b/,
  hours: /\b(heures?|hours?|h sem|dispo\w*)\b/,
  width: /\b(laizes?|largeurs?|widths?)\b/,
  gauge: /\b(jauges?|gauges?|aiguilles|needles)\b/,
  least: /\b(mini\w*|least|lightest|from)\b/,
  most: /\b(maxi\w*|most|heaviest|up to)\b/,
  reference: /\b(references?|ref|lots?|numero|n|id)\b/,
  product: /\b(produits?|articles?|designation|libelle|product|item|besoins?|objet|fournitures?)\b/,
  quantity: /\b(quantites?|qte|nombre|nb|volume|quantity|qty|count)\b/,
  due: /\b(livraison|delai|date|echeance|pour le|deadline|due|delivery|delivered|avant)\b/,
  claim: /\b(protegee?|protection|usage|claim|protected|destination)\b/,
  norms: /\b(normes?|norms?|standards?|exigences?|conformite)\b/,
  washes: /\b(lavages?|washes|cycles)\b/,
  text: /\b(precisions?|commentaires?|remarques?|observations?|details?|description|notes?|comments?|texte?)\b/,
}

/** The words of a claim, as a table holds them. */
export const claimWords = {
  'protects-patient': { fr: 'patient', en: 'patient' },
  'protects-wearer': { fr: 'porteur', en: 'wearer' },
  none: { fr: 'aucune', en: 'none' },
} as const satisfies Record<string, Text>
