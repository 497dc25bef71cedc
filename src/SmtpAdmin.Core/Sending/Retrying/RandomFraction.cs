using System;

namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>Random numbers for many threads; Random.Shared is not in .NET Framework.</summary>
internal static class RandomFraction
{
    private static readonly Random s_random = new();

    public static double Next()
    {
        lock (s_random)
        {
            return s_random.NextDouble();
        }
    }
}
