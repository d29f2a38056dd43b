import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(__dirname, '../../dist/adapters/main.js');

/** The built desk as a process of its own, to be killed. */
export class DeskProcess {
  private child: ChildProcess | undefined;
  readonly complaints: string[] = [];

  constructor(private readonly env: Readonly<Record<string, string>>) {}

  /** Resolves when it says that it is at work. Rejects with what it printed when it ends instead. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.complaints.push(line));
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve, reject) => {
      lines.once('line', () => resolve());
      child.once('exit', (code) =>
        reject(new Error(`the desk ended (${code}): ${this.complaints.slice(-5).join('\n')}`)),
      );
    });
  }

  /** No goodbye: as when the machine stops. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
