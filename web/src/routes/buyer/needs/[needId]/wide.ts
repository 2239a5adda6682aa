import { MediaQuery } from 'svelte/reactivity'

/** Whether there is room for the list and what is chosen in it side by side; on paper there always is one below the other. */
export const wide = new MediaQuery('(width >= 64rem), print', true)
