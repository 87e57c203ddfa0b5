/** How an example is played: it says what happens, line by line. */
export type Play = (say: (line: string) => void) => Promise<void>
