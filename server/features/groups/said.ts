import type { GroupForm } from '@maillage/db/tables/offers.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { number } from '@maillage/matching/words/typography.ts'
import { WHOLE } from './schemas.ts'

/** The sentences that refuse a composition, a consent or the offer of a group. */
export const said = {
  frozen: {
    fr: 'La date limite est passée : la composition du groupement est figée jusqu’à la signature (R2142-26).',
    en: 'The deadline has passed: the composition of the group is frozen until the signature (R2142-26).',
  },
  over: {
    fr: 'Cette consultation n’attend plus d’offres : le groupement ne change plus.',
    en: 'This tender no longer expects offers: the group does not change any more.',
  },
  dissolved: { fr: 'Ce groupement est dissous.', en: 'This group is dissolved.' },
  gone: {
    fr: 'Vous n’êtes plus dans ce groupement.',
    en: 'You are no longer in this group.',
  },
  leadsOne: {
    fr: 'Vous êtes déjà mandataire d’un groupement pour cette consultation, et on ne peut l’être que d’un seul (R2142-23).',
    en: 'You already lead a group in this tender, and a firm may lead one only (R2142-23).',
  },
  leadDissolves: {
    fr: 'Le mandataire ne quitte pas son groupement : il le dissout.',
    en: 'The lead does not leave its group: it dissolves it.',
  },
  leadConsents: {
    fr: 'Le mandataire consent en composant le groupement.',
    en: 'The lead consents by composing the group.',
  },
  code: {
    fr: 'Choisissez un code de 8 caractères au moins : il ouvrira votre copie du prix.',
    en: 'Choose a code of at least 8 characters: it will open your copy of the price.',
  },
  wrongCode: {
    fr: 'Ce n’est pas le code que vous avez choisi en consentant.',
    en: 'This is not the code that you chose when you consented.',
  },
  noPrice: {
    fr: 'Aucune copie du prix ne vous est destinée pour l’instant.',
    en: 'There is no copy of the price for you at this time.',
  },
  nobodyToReplace: {
    fr: 'L’acheteur ne demande le remplacement d’aucun membre de ce groupement.',
    en: 'The buyer asks for no member of this group to be replaced.',
  },
  replacementOver: {
    fr: 'Le délai pour remplacer ce membre est passé (L2141-13).',
    en: 'The time to replace this member has passed (L2141-13).',
  },
  nobodyProposed: {
    fr: 'Le mandataire n’a encore proposé personne.',
    en: 'The lead has proposed nobody yet.',
  },
  inGroup: {
    fr: 'Cette entreprise est déjà dans le groupement.',
    en: 'This firm is in the group already.',
  },
  otherCode: {
    fr: 'Ce n’est pas votre code pour ce groupement.',
    en: 'This is not your code for this group.',
  },
  noPriceSent: {
    fr: 'Aucun prix envoyé ne s’ouvre avec ce code : envoyez-le de nouveau.',
    en: 'No price that was sent opens with this code: send it again.',
  },
  consentFirst: {
    fr: 'Consentez d’abord à la composition : le prix est celui de votre part.',
    en: 'Consent to the composition first: the price is that of your part.',
  },
  leadWithoutCode: {
    fr: 'Le mandataire n’a pas encore choisi le code qui ouvre les prix : demandez-le-lui dans le salon du groupement.',
    en: 'The lead has not chosen the code that opens prices yet: ask for it in the room of the group.',
  },
  pricesDue: {
    fr: 'Donnez un prix pour chacun de vos lots, ni plus ni moins.',
    en: 'Give one price for each of your lots, no more and no less.',
  },
  leadMissing: {
    fr: 'Le mandataire est lui-même un cotraitant du groupement.',
    en: 'The lead is a partner of the group itself.',
  },
  onePartner: {
    fr: 'Un groupement a deux cotraitants au moins : seul, avec des sous-traitants ou des fournisseurs, on répond en son nom.',
    en: 'A group has at least two partners: alone, with subcontractors or suppliers, a firm answers in its own name.',
  },
  unknown: {
    fr: 'Cette organisation n’est pas visible, ou n’est ni une entreprise ni un laboratoire.',
    en: 'This organisation is not visible, or is neither a firm nor a laboratory.',
  },
  buyer: {
    fr: 'L’acheteur n’est pas dans un groupement qui lui répond.',
    en: 'The buyer is in no group that answers it.',
  },
  firmOnly: {
    fr: 'Un laboratoire n’est ni cotraitant ni sous-traitant : donnez-lui le rôle de laboratoire.',
    en: 'A laboratory is neither a partner nor a subcontractor: give it the role of laboratory.',
  },
  noLot: { fr: 'Dites quel lot fait ce membre.', en: 'Say which lot this member makes.' },
  unknownLot: { fr: 'Cette consultation n’a pas ce lot.', en: 'This tender has no such lot.' },
  otherLot: {
    fr: 'Aucun cotraitant ne fait ce lot.',
    en: 'No partner makes this lot.',
  },
  share: { fr: 'Donnez sa part du lot, en pour cent.', en: 'Give its share of the lot, in per cent.' },
  noShare: {
    fr: 'Un fournisseur ou un laboratoire n’a pas de part.',
    en: 'A supplier or a laboratory has no share.',
  },
  wholeShown: {
    fr: 'Dans un groupement solidaire, chacun répond du tout : chaque cotraitant voit tout le prix.',
    en: 'In a group in which each answers for the whole, every partner sees the whole price.',
  },
  reserved: {
    fr: 'Ce lot est réservé : chacun de ses cotraitants est une structure qu’il nomme, vérifiée par l’opérateur régional.',
    en: 'This lot is reserved: each of its partners is a structure that it names, verified by the regional operator.',
  },
  notLead: {
    fr: 'Le mandataire dépose l’offre du groupement, et personne d’autre.',
    en: 'The lead sends the offer of the group, and nobody else.',
  },
  outside: {
    fr: 'Le groupement ne répond pas à ce lot : ajoutez-le d’abord à sa composition.',
    en: 'The group does not answer this lot: add it to its composition first.',
  },
  partsDue: {
    fr: 'Dans un groupement conjoint, dites ce qui revient à chaque cotraitant du lot : le total fait le prix du lot.',
    en: 'In a joint group, say what each partner of the lot is paid: together they make the price of the lot.',
  },
  noParts: {
    fr: 'Le prix ne se partage qu’entre les cotraitants d’un groupement conjoint.',
    en: 'A price is shared among the partners of a joint group only.',
  },
} satisfies Record<string, Text>

const percent = (share: number, language: 'fr' | 'en') => number((share * 100) / WHOLE, language, 2)

/** That the shares of a lot do not make the whole of it. */
export const notWhole = (lot: number, sum: number): Text => ({
  fr: `Lot ${lot} : les parts des cotraitants font ${percent(sum, 'fr')} %, et doivent faire 100 %.`,
  en: `Lot ${lot}: the partners’ shares make ${percent(sum, 'en')}%, and have to make 100%.`,
})

/** That a firm answers a lot already, in a tender that lets it answer each once. */
export const answersAlready = (lots: number[]): Text => ({
  fr: `L’acheteur n’admet qu’une offre par entreprise et par lot, seule ou en groupement (R2142-21), et votre entreprise répond déjà au lot ${lots.join(', ')} : retirez-vous d’abord de l’autre offre.`,
  en: `The buyer admits one offer a firm and lot, alone or in a group (R2142-21), and your firm answers lot ${lots.join(', ')} already: leave the other offer first.`,
})

/** That a partner has not consented to the composition as it stands. */
export const notConsented = (name: string): Text => ({
  fr: `${name} n’a pas encore consenti à cette composition.`,
  en: `${name} has not consented to this composition yet.`,
})

/** That a member has declined, or left. */
export const hasDeclined = (name: string): Text => ({
  fr: `${name} a décliné ou quitté le groupement : recomposez-le.`,
  en: `${name} has declined or left the group: compose it anew.`,
})

/** That a member may not answer now. */
export const isSuspended = (name: string): Text => ({
  fr: `Le compte de ${name} est suspendu.`,
  en: `The account of ${name} is suspended.`,
})

const represents: Text = {
  fr: 'Le mandataire représente tous les cotraitants auprès de l’acheteur, dépose l’offre en leur nom, reçoit les courriers et coordonne les prestations (R2142-23, R2142-24).',
  en: 'The lead represents all partners before the buyer, sends the offer in their name, receives the letters and coordinates the work (R2142-23, R2142-24).',
}

const answersFor: Record<GroupForm, Text> = {
  conjoint: {
    fr: 'Groupement conjoint : chacun s’engage pour sa part seulement (R2142-20).',
    en: 'Joint group: each is bound for its own part only (R2142-20).',
  },
  'conjoint-liable-lead': {
    fr: 'Groupement conjoint avec mandataire solidaire : chacun s’engage pour sa part, et le mandataire répond en plus de celles des autres (R2142-20, R2142-24).',
    en: 'Joint group with a jointly liable lead: each is bound for its own part, and the lead answers for those of the others as well (R2142-20, R2142-24).',
  },
  solidaire: {
    fr: 'Groupement solidaire : chacun est engagé financièrement pour la totalité du marché (R2142-20).',
    en: 'Jointly liable group: each is financially bound for the whole contract (R2142-20).',
  },
}

/** What partners of a group of this form consent to beside its members: who answers for whom, and what the lead may do. */
export const powerOf = (form: GroupForm): Text => ({
  fr: `${answersFor[form].fr} ${represents.fr}`,
  en: `${answersFor[form].en} ${represents.en}`,
})
