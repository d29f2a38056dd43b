import { slackStage } from '../support/stage-slack';
import { playAll } from './play';

playAll('Slack over HTTP', (acme) => slackStage('http', acme));
