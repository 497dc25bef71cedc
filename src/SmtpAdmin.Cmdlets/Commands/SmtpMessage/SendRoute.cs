using System;
using SmtpAdmin.Core.Sending;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>The way that a message takes.</summary>
/// <param name="Key">Equal for messages that may share connections.</param>
/// <param name="Action">What is done with the message, for -WhatIf and -Confirm.</param>
/// <param name="CreateLane">Makes the lane where it is the first message on this way.</param>
internal sealed record SendRoute(object Key, string Action, Func<SendLaneOptions> CreateLane);
