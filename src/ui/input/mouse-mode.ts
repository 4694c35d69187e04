/** Clicks and the wheel (1000), in the form that knows no largest column (1006). `bin/restore-terminal.sh` ends them for a killed program. */
const on = '\u001B[?1000h\u001B[?1006h';
const off = '\u001B[?1006l\u001B[?1000l';

/** Asks a terminal to report its mouse, and to stop. Asking twice is harmless. */
export class MouseMode {
  readonly #write: (text: string) => void;
  #isOn = false;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  set(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    this.#write(isOn ? on : off);
  }
}
