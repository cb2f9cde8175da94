import { Button, Container, MantineProvider, Text, Title } from '@mantine/core'
import { readableTexts, theme } from './theme'

/** Shown when the app cannot even start: no configuration, or a sign-in that failed. */
export function StartFailed() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={readableTexts} defaultColorScheme="auto">
      <Container size="xs" py="xl" component="main">
        <Title order={1} size="h2" mb="md">
          Control Package Push could not start
        </Title>
        <Text mb="md">
          You are not signed in, or the server cannot be reached. Check your network and try again; if it
          stays so, tell your administrator.
        </Text>
        <Button component="a" href="/">
          Try again
        </Button>
      </Container>
    </MantineProvider>
  )
}
