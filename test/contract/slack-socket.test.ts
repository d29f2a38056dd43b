import { slackStage } from '../support/stage-slack';
import { playAll } from './play';

playAll('Slack over Socket Mode', (acme) => slackStage('socket', acme));
