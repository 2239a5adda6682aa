/** What every control with a label takes. */
export interface Labelled {
  label: string
  /** A sentence under the label that helps to fill it in. */
  help?: string | undefined
  /** What is wrong with the value; takes the place of nothing, comes with the help. */
  error?: string | undefined
  required?: boolean | undefined
  /** One of several ways to narrow a list: that it may stay empty goes without saying. */
  filter?: boolean | undefined
  /** Keeps the label for screen readers only, where the sight of it would repeat a heading. */
  hiddenLabel?: boolean | undefined
  /** JSON pointer of the field in the body that is sent, so that a refusal can lead to it. */
  name?: string | undefined
}

/** The attributes that tie a control to its label, help and error. */
export interface ControlAttributes {
  id: string
  name: string | undefined
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
  'aria-required': 'true' | undefined
}

/** An option of a list of choices. */
export interface Choice {
  value: string
  label: string
  /** What tells it from others of the same name: a department, a code. */
  detail?: string | undefined
  disabled?: boolean | undefined
}
