import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const harbour: MantineColorsTuple = [
  '#eaf4fc',
  '#d5e6f5',
  '#a6cbea',
  '#75afe0',
  '#4d97d7',
  '#3588d2',
  '#2478c0',
  '#1c5d99',
  '#164c7e',
  '#0d3a63',
]

/** Mantine's, but darker from the middle on, for white text. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffdede',
  '#ffc0c0',
  '#ff9e9e',
  '#f97d7d',
  '#e85555',
  '#d23838',
  '#b82525',
  '#981b1b',
  '#751212',
]

export const theme = createTheme({
  colors: { harbour, red },
  primaryColor: 'harbour',
  // Dark enough for white text in both themes.
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  defaultRadius: 'md',
  components: {
    // A dialog's <header> would count as a second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { description: { color: 'var(--mantine-color-text)' } },
    },
  },
})

/** Mantine's secondary texts are too pale for a contrast of 4.5 to 1. */
export const readableTexts: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56616c',
    '--mantine-color-placeholder': '#66707a',
    '--mantine-color-error': '#b82525',
  },
  dark: {
    '--mantine-color-anchor': harbour[3],
    '--mantine-color-dimmed': '#a9b1b9',
    '--mantine-color-placeholder': '#a0a8b0',
    '--mantine-color-error': '#ff9e9e',
  },
})
