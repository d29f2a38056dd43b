import { discordStage } from '../support/stage-discord';
import { playAll } from './play';

playAll('Discord', discordStage);
