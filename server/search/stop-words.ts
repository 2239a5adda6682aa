/**
 * Words that say nothing of what is looked for: the small words of both languages, and what people say around a
 * question. Words that the trade uses are not among them.
 */
const stopWords = new Set(
  `a à au aux avec ce ces cet cette dans de des du elle en et est eux il ils je la le les leur leurs lui ma mais me
  même mes mon ne nos notre nous on ou où par pas pour qu que quel quelle quelles quels qui sa sans se ses son sont sous
  sur ta te tes toi ton tu un une vos votre vous y être avoir ont ai as avons avez sera serait sommes peut peuvent
  pouvez pourrait faire fait font faut dont plus très bien aussi entre chez vers jusque après avant bonjour merci
  cordialement madame monsieur svp recherche recherchons recherché cherche cherchons cherchez trouver trouve besoin
  besoins urgent urgence quelqu quelque quelques tout tous toute toutes capable capables environ grand grande grands grandes petit petite petits petites quantité série séries délai délais semaine semaines
  jour jours mois pièces entreprise entreprises fabricant fabricants possède devoir falloir faut quelqu loin près livré
  livraison conforme certifié certifiée voudrais voudrions voulons souhaitons aurait sommes client demande
  an and any are as at be by can could do does for from have has he her his how i in is it its make makes making may
  me my need needs no not of on or our she so some that the their them there they this to us was we were what when
  company companies there sait savent fois
  where which who will with would you your looking find please urgent able`
    .split(/\s+/)
    .map(word => word.normalize('NFD').replace(/\p{M}/gu, '')),
)

/** Whether a folded word is one of these. */
export function isStopWord(word: string): boolean {
  return word.length < 2 || stopWords.has(word)
}

/** All of them, folded, for an index that drops them itself. */
export const stopWordList: readonly string[] = [...stopWords]
