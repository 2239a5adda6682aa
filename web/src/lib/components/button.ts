export interface ButtonLook {
  /** `lead`: the one thing to do here. `plain`: the others. `quiet`: within a row or a bar. `danger`: takes away. */
  look?: 'lead' | 'plain' | 'quiet' | 'danger'
  /** `icon`: a square with a picture alone; give it an `aria-label`. */
  size?: 'normal' | 'small' | 'icon'
  /** As wide as its place. */
  wide?: boolean
}

const LOOKS = {
  lead: 'bg-thread text-on-thread border-transparent hover:bg-thread-strong',
  plain: 'bg-surface text-ink border-edge hover:border-ink hover:bg-paper',
  quiet: 'bg-transparent text-thread border-transparent hover:bg-thread-wash',
  danger: 'bg-surface text-madder border-madder hover:bg-madder hover:text-on-madder',
}

const SIZES = {
  normal: 'min-h-11 px-4.5 py-2',
  small: 'min-h-9 px-3 py-1 text-sm',
  icon: 'size-11 shrink-0 p-0',
}

/** The classes of a button or of a link that looks like one. */
export function buttonClass({ look = 'plain', size = 'normal', wide = false }: ButtonLook): string[] {
  return [
    'inline-flex items-center justify-center gap-2 rounded-md border font-semibold leading-tight',
    'transition-colors duration-100 active:translate-y-px aria-busy:cursor-progress aria-busy:opacity-80',
    'disabled:border-dashed disabled:border-edge disabled:bg-sunken disabled:text-faint disabled:cursor-not-allowed',
    'no-underline',
    LOOKS[look],
    SIZES[size],
    wide ? 'w-full' : '',
  ]
}
